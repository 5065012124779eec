package dev.chainrule.op.elementwise;

import dev.chainrule.op.Mistake;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// What people get wrong in the gradient of the larger or smaller of two: which of them it goes to.
final class ContestMistakes {
  private static final String ID = "max-spread";

  private ContestMistakes() {}

  /// @param loses where the other is taken, and not this one
  /// @param wins where this one is taken, and not the other
  static <T> List<Mistake<T>> of(TensorAlgebra<T> a, T loses, T wins, T gradOutput) {
    T zero = a.constant(0);
    return List.of(
        new Mistake<>(ID, "passes the gradient to both", () -> gradOutput),
        new Mistake<>(
            ID,
            "passes the whole gradient to both where they tie",
            () -> a.select(loses, zero, gradOutput)),
        new Mistake<>(ID, "passes nothing where they tie", () -> a.select(wins, gradOutput, zero)),
        new Mistake<>(
            ID,
            "passes the gradient to the one that lost",
            () -> a.select(loses, gradOutput, zero)));
  }
}
