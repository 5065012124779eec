package dev.chainrule.op;

import java.util.List;

/// An operation whose result is a truth value or an index, so that it has no derivative.
public interface Discrete extends Operation {
  @Override
  default boolean differentiable(int input) {
    return false;
  }

  @Override
  default <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    throw new IllegalStateException(name() + ": has no derivative");
  }
}
