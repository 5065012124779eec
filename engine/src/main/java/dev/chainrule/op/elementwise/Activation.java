package dev.chainrule.op.elementwise;

import dev.chainrule.op.Mistake;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.Unary;
import java.util.ArrayList;
import java.util.List;

/// A function that bends each element between two layers. The same mistakes are made with the
/// derivative of all of them.
public interface Activation extends Unary {
  @Override
  default String slip() {
    return "wrong-activation-derivative";
  }

  @Override
  default <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> inputs, T y, T gradOutput) {
    T x = inputs.getFirst();
    List<Mistake<T>> mistakes = new ArrayList<>();
    mistakes.add(
        new Mistake<>(
            "activation-derivative-missing",
            "passes the gradient through as if %s were not there".formatted(name()),
            () -> gradOutput));
    mistakes.add(at("at y, where x belongs", a, y, y, gradOutput));
    mistakes.add(at("at x, where y belongs", a, x, x, gradOutput));
    mistakes.add(at("with x and y exchanged", a, y, x, gradOutput));
    mistakes.add(
        new Mistake<>(
            "activation-input-for-output",
            "applies %s to its output".formatted(name()),
            () -> pullback(a, y, a.apply(this, List.of(y)), gradOutput)));
    mistakes.add(
        new Mistake<>(
            "wrong-activation-derivative",
            "applies the derivative of %s twice".formatted(name()),
            () -> pullback(a, x, y, pullback(a, x, y, gradOutput))));
    mistakes.add(times("its input", a, x, gradOutput));
    mistakes.add(times("its output", a, y, gradOutput));
    mistakes.add(
        new Mistake<>(
            "wrong-activation-derivative",
            "passes the gradient where the input is negative",
            () -> a.select(a.less(x, a.constant(0)), gradOutput, a.constant(0))));
    List<Activation> others =
        List.of(
            Ops.TANH,
            Ops.ABS,
            Ops.SIGMOID,
            Ops.RELU,
            Ops.GELU,
            Ops.GELU_TANH,
            Ops.SILU,
            Ops.SOFTPLUS);
    for (Activation other : others) {
      if (!other.equals(this)) {
        String what = "is the derivative of %s, not of %s".formatted(other.name(), name());
        mistakes.add(
            new Mistake<>(
                "wrong-activation-derivative",
                what,
                () -> other.pullback(a, x, a.apply(other, List.of(x)), gradOutput)));
        mistakes.add(
            new Mistake<>(
                "wrong-activation-derivative",
                what + " (at its output)",
                () -> other.pullback(a, x, y, gradOutput)));
      }
    }
    return mistakes;
  }

  private <T> Mistake<T> at(String where, TensorAlgebra<T> a, T x, T y, T gradOutput) {
    return new Mistake<>(
        "activation-input-for-output",
        "takes the derivative of %s %s".formatted(name(), where),
        () -> pullback(a, x, y, gradOutput));
  }

  private <T> Mistake<T> times(String what, TensorAlgebra<T> a, T factor, T gradOutput) {
    return new Mistake<>(
        "wrong-activation-derivative",
        "is taken as %s, where the derivative of %s belongs".formatted(what, name()),
        () -> a.mul(gradOutput, factor));
  }
}
