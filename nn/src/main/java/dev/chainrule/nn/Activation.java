package dev.chainrule.nn;

import dev.chainrule.Tensor;
import java.util.function.UnaryOperator;

/// A function without parameters as a module: one that bends each element, or any other.
public final class Activation extends Module {
  private final String name;
  private final UnaryOperator<Tensor> function;

  private Activation(String name, UnaryOperator<Tensor> function) {
    this.name = name;
    this.function = function;
  }

  /// A function under a name.
  public static Activation of(String name, UnaryOperator<Tensor> function) {
    return new Activation(name, function);
  }

  public static Activation tanh() {
    return of("tanh", Tensor::tanh);
  }

  public static Activation sigmoid() {
    return of("sigmoid", Tensor::sigmoid);
  }

  public static Activation relu() {
    return of("relu", Tensor::relu);
  }

  /// GELU, exact.
  public static Activation gelu() {
    return of("gelu", Tensor::gelu);
  }

  /// GELU in its tanh form, as in GPT-2.
  public static Activation geluTanh() {
    return of("geluTanh", Tensor::geluTanh);
  }

  public static Activation silu() {
    return of("silu", Tensor::silu);
  }

  public static Activation softplus() {
    return of("softplus", Tensor::softplus);
  }

  /// All dimensions but the first as one: \[n, a, b\] becomes \[n, a·b\].
  public static Activation flatten() {
    return of("flatten", x -> x.flatten(1, -1));
  }

  @Override
  public Tensor forward(Tensor x) {
    return function.apply(x);
  }

  /// The function's name.
  @Override
  public String toString() {
    return name;
  }
}
