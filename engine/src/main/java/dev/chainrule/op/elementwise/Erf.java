package dev.chainrule.op.elementwise;

import dev.chainrule.kernel.Primitive;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Unary;

/// y = erf x = 2/√π ∫₀ˣ e^(−t²) dt; the derivative is 2/√π·e^(−x²).
///
/// Within a few units in the last place of double: the series of Abramowitz & Stegun 7.1.6, whose
/// terms are all positive, up to |x| = 2.5, and beyond it the continued fraction 7.1.14 of erfc.
public record Erf() implements Unary {
  @Override
  public Primitive primitive() {
    return Primitive.ERF;
  }

  @Override
  public double at(double x) {
    return of(x);
  }

  @Override
  public <T> T pullback(Algebra<T> a, T x, T y, T gradOutput) {

    T density = a.mul(a.constant(2 / Math.sqrt(Math.PI)), a.exp(a.neg(a.square(x))));
    return a.mul(gradOutput, density);
  }

  static double of(double x) {
    double size = Math.abs(x);
    if (Double.isNaN(x) || size < 1e-300) {
      return x;
    }
    if (size > 6) {
      return Math.signum(x);
    }
    return Math.copySign(size < 2.5 ? series(size) : 1 - complement(size), x);
  }

  /// 1 − erf x, with all digits where that is small.
  static double complementOf(double x) {
    return x < 2.5 ? 1 - of(x) : complement(x);
  }

  private static double series(double x) {
    double square = x * x;
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * square / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-square) * sum;
  }

  private static double complement(double x) {
    double fraction = x;
    for (int n = 60; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }

  @Override
  public String slip() {
    return "wrong-activation-derivative";
  }
}
