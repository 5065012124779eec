package dev.chainrule.check;

import dev.chainrule.check.Magnitudes.Weighed;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.Reading;
import dev.chainrule.tape.Recorded;

/// The tape read as numbers with the magnitude of their terms.
final class MagnitudeReading implements Reading<Weighed> {
  static final MagnitudeReading INSTANCE = new MagnitudeReading();

  private MagnitudeReading() {}

  @Override
  public TensorAlgebra<Weighed> algebra() {
    return Magnitudes.INSTANCE;
  }

  @Override
  public Weighed input(Node node, int i) {
    return Weighed.of(node.value(i));
  }

  @Override
  public Weighed output(Node node) {
    return Weighed.of(node.output());
  }

  @Override
  public Weighed fit(Weighed gradient, Node node, int i) {
    return Magnitudes.INSTANCE.unbroadcast(gradient, Weighed.of(node.value(i)));
  }

  @Override
  public Weighed read(Recorded recorded) {
    return Weighed.gradient(recorded.array());
  }

  @Override
  public Recorded write(Weighed value) {
    return new Recorded(value.value(), null);
  }
}
