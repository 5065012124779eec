package dev.chainrule.check.notes;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.elementwise.Clamp;
import dev.chainrule.op.elementwise.Maximum;
import dev.chainrule.op.elementwise.Minimum;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.NumberReading;
import dev.chainrule.tape.Reading;
import dev.chainrule.tape.Recorded;

/// The tape read as numbers, with the loss as if it had not been clamped.
final class Unclamped implements Reading<NdArray> {
  private static final NumberReading NUMBERS = NumberReading.INSTANCE;

  /// Whether an operation cuts off a loss: that of each example, or of all.
  static boolean isClamp(Operation operation, Shape y) {
    boolean cuts =
        operation instanceof Clamp || operation instanceof Minimum || operation instanceof Maximum;
    boolean isColumn = y.rank() == 2 && y.size(1) == 1;
    return cuts && (y.rank() <= 1 || isColumn);
  }

  @Override
  public TensorAlgebra<NdArray> algebra() {
    return Numbers.INSTANCE;
  }

  @Override
  public NdArray vjp(Node node, int i, NdArray gradOutput) {
    return isClamp(node.operation(), gradOutput.shape())
        ? gradOutput
        : Reading.super.vjp(node, i, gradOutput);
  }

  @Override
  public NdArray input(Node node, int i) {
    return NUMBERS.input(node, i);
  }

  @Override
  public NdArray output(Node node) {
    return NUMBERS.output(node);
  }

  @Override
  public NdArray fit(NdArray gradient, Node node, int i) {
    return NUMBERS.fit(gradient, node, i);
  }

  @Override
  public NdArray read(Recorded recorded) {
    return NUMBERS.read(recorded);
  }

  @Override
  public Recorded write(NdArray value) {
    return NUMBERS.write(value);
  }
}
