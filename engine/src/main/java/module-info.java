/// Tensors and scalars, operations, tape and kernels.
module dev.chainrule {
  requires static transitive org.jspecify;

  exports dev.chainrule;
}
