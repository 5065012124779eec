package dev.chainrule.tape;

import dev.chainrule.op.TensorAlgebra;

/// How a backward pass reads the tape: in which algebra, and what the recorded values are there.
public interface Reading<T> {
  TensorAlgebra<T> algebra();

  /// Input number `i` of `node`.
  T input(Node node, int i);

  /// The output of `node`.
  T output(Node node);

  /// `gradient` brought to the shape and dtype of input number `i` of `node`: summed over the axes
  /// that were broadcast.
  T fit(T gradient, Node node, int i);

  T read(Recorded recorded);

  Recorded write(T value);
}
