/// Layers, optimisers, data, training, checkpoints and health.
module dev.chainrule.nn {
  requires transitive dev.chainrule;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;

  exports dev.chainrule.nn;
  exports dev.chainrule.nn.checkpoint;
  exports dev.chainrule.nn.data;
  exports dev.chainrule.nn.health;
  exports dev.chainrule.nn.init;
  exports dev.chainrule.nn.model;
  exports dev.chainrule.nn.optim;
  exports dev.chainrule.nn.run;
  exports dev.chainrule.nn.train;
}
