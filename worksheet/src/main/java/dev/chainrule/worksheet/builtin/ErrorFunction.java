package dev.chainrule.worksheet.builtin;

import java.math.BigDecimal;
import java.math.MathContext;

/// The error function, rounded once: the Taylor series 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n+1)), with so
/// many digits that what its terms cancel does not show.
final class ErrorFunction {
  /// From here on, the result is 1 as a float.
  private static final double SATURATED = 6;

  /// At 6 the terms grow to e³⁶, which costs 16 digits of these.
  private static final MathContext DIGITS = new MathContext(60);

  private static final BigDecimal TWO_BY_ROOT_OF_PI =
      new BigDecimal(
          "1.128379167095512573896158903121545171688101258657997713688171"
              + "44342128493688298682");

  private ErrorFunction() {}

  static double erf(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Math.abs(x) >= SATURATED) {
      return Math.signum(x);
    }
    BigDecimal exact = new BigDecimal(x);
    BigDecimal minusSquare = exact.multiply(exact, DIGITS).negate();
    BigDecimal power = exact;
    BigDecimal sum = exact;
    BigDecimal term = exact;
    for (int n = 1;
        term.signum() != 0 && term.precision() - term.scale() > -DIGITS.getPrecision();
        n++) {
      power = power.multiply(minusSquare, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      term = power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    double result = sum.multiply(TWO_BY_ROOT_OF_PI, DIGITS).doubleValue();
    return Math.copySign(result, x);
  }
}
