package dev.chainrule.op;

/// An elementwise operation of one input whose result is a truth value.
public interface Question extends Unary {
  @Override
  default Promotion promotion() {
    return Promotion.TRUTH;
  }

  @Override
  default boolean differentiable(int input) {
    return false;
  }

  @Override
  default <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {
    throw new IllegalStateException(name() + ": a truth value has no derivative");
  }
}
