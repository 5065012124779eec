/// Tensors and scalars, operations, tape and kernels.
module dev.chainrule {
  requires static transitive org.jspecify;
  requires static jdk.incubator.vector;

  exports dev.chainrule;
  exports dev.chainrule.array;
  exports dev.chainrule.expr;
  exports dev.chainrule.kernel;
  exports dev.chainrule.op;
  exports dev.chainrule.op.elementwise;
  exports dev.chainrule.op.fused;
  exports dev.chainrule.op.index;
  exports dev.chainrule.op.linalg;
  exports dev.chainrule.op.reduce;
  exports dev.chainrule.op.view;
  exports dev.chainrule.random;
  exports dev.chainrule.shape;
  exports dev.chainrule.tape;
}
