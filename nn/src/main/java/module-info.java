/// Layers, optimisers, data, training, checkpoints and health.
module dev.chainrule.nn {
  requires transitive dev.chainrule;
  requires static transitive org.jspecify;

  exports dev.chainrule.nn;
  exports dev.chainrule.nn.model;
}
