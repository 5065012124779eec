package dev.chainrule.tape;

import dev.chainrule.op.TensorAlgebra;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a backward pass reads the tape: in which algebra, and what the recorded values are there.
public interface Reading<T> {
  TensorAlgebra<T> algebra();

  /// Input number `i` of `node`.
  T input(Node node, int i);

  /// The output of `node`.
  T output(Node node);

  /// What the rule of `node` gives input number `i` when `gradOutput` arrives there.
  default T vjp(Node node, int i, T gradOutput) {
    List<T> inputs = new Inputs<>(this, node);
    return node.operation().vjp(algebra(), i, inputs, output(node), gradOutput);
  }

  /// The same for all inputs, in their order; null where they are to be asked for one by one.
  default @Nullable List<T> vjps(Node node, T gradOutput) {
    return null;
  }

  /// Whether it is certain that `node` made the storage of `gradInput` when it was given
  /// `gradOutput`, so that nothing else looks into it.
  default boolean isNew(T gradInput, Node node, T gradOutput) {
    return false;
  }

  /// Whether two gradients look into the same elements, as far as is known.
  default boolean shares(T a, T b) {
    return true;
  }

  /// Whether `gradient` is all of its storage, so that it could be overwritten.
  default boolean isWhole(T gradient) {
    return false;
  }

  /// Takes back the storage of a gradient, into which nobody will look again.
  default void recycle(T gradient) {}

  /// `sum` and one more contribution to a gradient. Where the elements of `sum` are nobody else's,
  /// they may be overwritten.
  default T add(T sum, T contribution, boolean isOwn) {
    return algebra().add(sum, contribution);
  }

  /// Adds what the rule of `node` gives input number `i` to `sum`, whose elements are nobody
  /// else's.
  ///
  /// @return false, with nothing done, where [#add] is as good
  default boolean accumulate(Node node, int i, T gradOutput, T sum) {
    return false;
  }

  /// `gradient` brought to the shape and dtype of input number `i` of `node`: summed over the axes
  /// that were broadcast.
  T fit(T gradient, Node node, int i);

  /// `gradient`, which is about to become that of a leaf, or one that is retained.
  default T kept(T gradient) {
    return gradient;
  }

  T read(Recorded recorded);

  Recorded write(T value);
}
