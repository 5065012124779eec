package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;

/// y = x·σ(x), with σ the sigmoid; the derivative is σ(1 + x(1 − σ)).
public record Silu() implements Activation {
  @Override
  public Primitive primitive() {
    return Primitive.SILU;
  }

  @Override
  public double at(double x) {
    return x / (1 + Math.exp(-x));
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {

    T sigmoid = a.sigmoid(x);
    T slope = a.add(a.constant(1), a.mul(x, a.sub(a.constant(1), sigmoid)));
    return a.mul(gradOutput, a.mul(sigmoid, slope));
  }
}
