package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.TensorAlgebra;

/// The tape read as numbers: gradients that cannot be differentiated again.
public final class NumberReading implements Reading<NdArray> {
  public static final NumberReading INSTANCE = new NumberReading();

  private NumberReading() {}

  @Override
  public TensorAlgebra<NdArray> algebra() {
    return Numbers.INSTANCE;
  }

  @Override
  public NdArray input(Node node, int i) {
    return node.value(i);
  }

  @Override
  public NdArray output(Node node) {
    return node.output();
  }

  @Override
  public NdArray fit(NdArray gradient, Node node, int i) {
    node.requireFit(gradient.shape(), i);
    return Numbers.INSTANCE.unbroadcast(gradient, node.value(i));
  }

  @Override
  public NdArray read(Recorded recorded) {
    return recorded.array();
  }

  @Override
  public Recorded write(NdArray value) {
    return new Recorded(value, null);
  }
}
