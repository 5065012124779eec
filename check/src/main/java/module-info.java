/// Gradient checking and the comparison of gradients written by hand.
module dev.chainrule.check {
  requires transitive dev.chainrule;
  requires static transitive org.jspecify;
  requires org.apache.commons.numbers.complex;

  exports dev.chainrule.check;
  exports dev.chainrule.check.doctor;
  exports dev.chainrule.check.experiment;
  exports dev.chainrule.check.explain;
  exports dev.chainrule.check.gradient;
  exports dev.chainrule.check.graph;
  exports dev.chainrule.check.code;
}
