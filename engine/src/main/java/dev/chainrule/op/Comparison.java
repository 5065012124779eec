package dev.chainrule.op;

/// An elementwise operation of two inputs whose result is a truth value.
public interface Comparison extends Binary {
  @Override
  default Promotion promotion() {
    return Promotion.TRUTH;
  }

  @Override
  default boolean differentiable(int input) {
    return false;
  }

  @Override
  default <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
    throw new IllegalStateException(name() + ": a truth value has no derivative");
  }
}
