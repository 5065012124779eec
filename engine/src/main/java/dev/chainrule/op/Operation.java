package dev.chainrule.op;

import dev.chainrule.array.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A differentiable function of arrays: how to compute it, and its derivative as a rule.
///
/// The rule is written once, against an algebra, and read in several: with arrays it computes
/// gradients, with tensors it computes gradients that can be differentiated again, with symbols it
/// prints the formula, and with [Uses] it tells what the forward pass must keep.
///
/// The engine, not the rule, sums over broadcast axes, adds up over several uses, and frees memory.
/// A user's own operation implements this interface and is applied with `Tensor.apply`; ours have
/// no other powers.
public interface Operation {
  /// The name that users call it by, in errors and in formulas.
  default String name() {
    return Names.of(getClass());
  }

  /// The value, from the values of the inputs, whose shapes it checks. May be a view of an input.
  NdArray forward(List<NdArray> x);

  /// The vector-Jacobian product: what `gradOutput`, the gradient of a scalar with respect to the
  /// output `y`, contributes to the gradient with respect to input number `input`. It has the shape
  /// of the input, or one that broadcasting made of it.
  <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput);

  /// Adds what the rule gives to `sum`, an array that nobody else looks into, where that is less
  /// than a result of its own and an addition.
  ///
  /// @return false, with nothing done, where it is not
  default boolean addGradInput(int input, NdArray gradOutput, NdArray sum) {
    return false;
  }

  /// Whether input number `input` has a gradient; indices and masks have none.
  default boolean differentiable(int input) {
    return true;
  }

  /// Whether the value depends on the elements of input number `input`, or on its shape alone.
  default boolean readsElements(int input) {
    return true;
  }

  /// Wrong derivatives that people write with respect to input number `input`, for the doctor to
  /// try: those that no edit of the rule gives; see [#slip].
  default <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    return List.of();
  }

  /// The name of the mistake that a slip in the rule is: a factor, a sign or a term lost, one
  /// variable for another. Null where such slips are nothing that people write.
  default @Nullable String slip() {
    return null;
  }

  /// How formulas show it.
  default Notation notation() {
    return Notation.call();
  }
}
