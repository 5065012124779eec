package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Notation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.ShapeException;
import java.util.List;

/// y = aᵇ, with gradients for base and exponent.
///
/// ∂y/∂a = b·aᵇ⁻¹, which is 0 for b = 0 also where a = 0. ∂y/∂b = y·log a, taken as 0 at a = 0 for
/// b ≥ 0, as PyTorch does. Integers to a negative integer power are refused.
public record Pow() implements Binary {
  @Override
  public Primitive primitive() {
    return Primitive.POW;
  }

  @Override
  public double at(double a, double b) {
    // C's pow, and so PyTorch's, is 1 here; Java's is NaN.
    if (a == 1 || (a == -1 && Double.isInfinite(b))) {
      return 1;
    }
    return Math.pow(a, b);
  }

  @Override
  public long atLong(long a, long b) {

    if (b < 0) {
      throw new ShapeException(
          name(),
          "an integer has no integer power with a negative exponent; given %d to the %d; make one of them a float"
              .formatted(a, b));
    }
    long result = 1;
    long square = a;
    for (long rest = b; rest > 0; rest >>= 1, square *= square) {
      result = (rest & 1) == 1 ? result * square : result;
    }
    return result;
  }

  @Override
  public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {

    if (input == 0) {
      T slope = in.mul(b, in.pow(a, in.sub(b, in.constant(1))));
      return in.select(in.equal(b, in.constant(0)), in.constant(0), in.mul(gradOutput, slope));
    }
    T zeroBase =
        in.select(in.lessEqual(in.constant(0), b), in.equal(a, in.constant(0)), in.constant(0));
    return in.select(zeroBase, in.constant(0), in.mul(gradOutput, in.mul(y, in.log(a))));
  }

  @Override
  public Notation notation() {
    return Notation.infix("^", "^", 5);
  }

  @Override
  public String slip() {
    return "wrong-power-factor";
  }

  @Override
  public <T> List<Mistake<T>> mistakes(
      TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    // Where the exponent is not 2, nothing equals NaN.
    T base = x.get(0);
    T exponent = x.get(1);
    T one = a.constant(1);
    if (input == 1) {
      return List.of();
    }
    return List.of(
        new Mistake<>(
            "wrong-power-factor",
            "is that of the power one higher",
            () -> a.mul(gradOutput, a.mul(a.add(exponent, one), y))),
        new Mistake<>(
            "wrong-power-factor",
            "is that of the power one lower",
            () -> {
              T lower = a.sub(exponent, one);
              return a.mul(gradOutput, a.mul(lower, a.pow(base, a.sub(lower, one))));
            }),
        new Mistake<>(
            "missing-factor-two",
            "leaves the 2 out",
            () ->
                a.select(
                    a.equal(x.get(1), a.constant(2)),
                    a.mul(gradOutput, x.get(0)),
                    a.constant(Double.NaN))));
  }
}
