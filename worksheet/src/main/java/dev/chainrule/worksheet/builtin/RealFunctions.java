package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.FloatText;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Numbers;
import java.math.BigInteger;

/// The functions of `math` from one or two floats to a float or a truth value. Where Python has no
/// result (the logarithm of zero, a power beyond all floats) they are errors, as there.
final class RealFunctions implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new RealFunctions(),
          "exp(x, /)",
          "exp2(x, /)",
          "expm1(x, /)",
          "log(x, base=None, /)",
          "log2(x, /)",
          "log10(x, /)",
          "log1p(x, /)",
          "sqrt(x, /)",
          "cbrt(x, /)",
          "pow(x, y, /)",
          "sin(x, /)",
          "cos(x, /)",
          "tan(x, /)",
          "asin(x, /)",
          "acos(x, /)",
          "atan(x, /)",
          "atan2(y, x, /)",
          "sinh(x, /)",
          "cosh(x, /)",
          "tanh(x, /)",
          "asinh(x, /)",
          "acosh(x, /)",
          "atanh(x, /)",
          "erf(x, /)",
          "degrees(x, /)",
          "radians(x, /)",
          "fabs(x, /)",
          "fmod(x, y, /)",
          "remainder(x, y, /)",
          "copysign(x, y, /)",
          "ldexp(x, i, /)",
          "ulp(x, /)",
          "nextafter(x, y, /)",
          "isnan(x, /)",
          "isinf(x, /)",
          "isfinite(x, /)",
          "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)");

  private static final double LOG_2 = Math.log(2);

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "log" -> log(a);
      case "isnan" -> a.run().decisions().decide(Double.isNaN(a.number("x")));
      case "isinf" -> a.run().decisions().decide(Double.isInfinite(a.number("x")));
      case "isfinite" -> a.run().decisions().decide(Double.isFinite(a.number("x")));
      case "isclose" -> isClose(a);
      case "pow", "atan2", "fmod", "remainder", "copysign", "ldexp", "nextafter" -> ofTwo(name, a);
      default -> {
        double x = a.number("x");
        yield checked(a, x, ofOne(name, x));
      }
    };
  }

  private static double ofOne(String name, double x) {
    return switch (name) {
      case "exp" -> Math.exp(x);
      case "exp2" -> Math.pow(2, x);
      case "expm1" -> Math.expm1(x);
      case "log2" -> log2(x);
      case "log10" -> Math.log10(x);
      case "log1p" -> Math.log1p(x);
      case "sqrt" -> Math.sqrt(x);
      case "cbrt" -> Math.cbrt(x);
      case "sin" -> Math.sin(x);
      case "cos" -> Math.cos(x);
      case "tan" -> Math.tan(x);
      case "asin" -> Math.asin(x);
      case "acos" -> Math.acos(x);
      case "atan" -> Math.atan(x);
      case "sinh" -> Math.sinh(x);
      case "cosh" -> cosh(x);
      case "tanh" -> Math.tanh(x);
      case "asinh" -> Math.copySign(positiveAsinh(Math.abs(x)), x);
      case "acosh" -> Math.log1p(x - 1 + Math.sqrt((x - 1) * (x - 1) + 2 * (x - 1)));
      case "atanh" -> Math.copySign(0.5 * Math.log1p(2 * Math.abs(x) / (1 - Math.abs(x))), x);
      case "erf" -> ErrorFunction.erf(x);
      case "degrees" -> x * (180 / Math.PI);
      case "radians" -> x * (Math.PI / 180);
      case "fabs" -> Math.abs(x);
      case "ulp" -> Math.ulp(x);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Closer to the true value than Java's own where the exponential does not overflow.
  private static double cosh(double x) {
    double e = Math.exp(Math.abs(x));
    return Double.isInfinite(e) ? Math.cosh(x) : (e + 1 / e) / 2;
  }

  private static double positiveAsinh(double x) {
    boolean isHuge = x > 0x1p28;
    return isHuge ? Math.log(x) + LOG_2 : Math.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
  }

  /// The exponent is exact; only the logarithm of what is left, near 1, is rounded.
  private static double log2(double x) {
    boolean isUsual = x >= Double.MIN_NORMAL && Double.isFinite(x);
    if (!isUsual) {
      return Math.log(x) / LOG_2;
    }
    int exponent = Math.getExponent(x);
    double mantissa = Math.scalb(x, -exponent);
    boolean isUpper = mantissa > Math.sqrt(2);
    return (isUpper ? exponent + 1 : exponent)
        + Math.log(isUpper ? mantissa / 2 : mantissa) / LOG_2;
  }

  private static double ofTwo(String name, BoundArguments a) {
    double x = a.number("x");
    if (name.equals("ldexp")) {
      return checked(a, x, Math.scalb(x, (int) Math.clamp(a.integer("i"), -5000L, 5000L)));
    }
    double y = a.number("y");
    double result =
        switch (name) {
          case "pow" -> power(x, y);
          case "atan2" -> Math.atan2(y, x);
          case "fmod" -> x % y;
          case "remainder" -> Math.IEEEremainder(x, y);
          case "copysign" -> Math.copySign(x, y);
          default -> Math.nextAfter(x, y);
        };
    boolean isExact = name.equals("nextafter") || Double.isNaN(y) || Double.isInfinite(y);
    return isExact ? result : checked(a, x, result);
  }

  /// C's `pow` gives 1 in three cases where Java's gives NaN.
  private static double power(double x, double y) {
    boolean isOne = x == 1 || (x == -1 && Double.isInfinite(y));
    return isOne ? 1 : Math.pow(x, y);
  }

  /// The result, unless Python would have none for this argument.
  private static double checked(BoundArguments a, double x, double result) {
    if (Double.isNaN(result) && !Double.isNaN(x)) {
      throw a.error("there is no real result for " + FloatText.repr(x));
    }
    if (Double.isInfinite(result) && Double.isFinite(x)) {
      boolean isPole = a.function().startsWith("log") || a.function().equals("atanh");
      boolean isZeroPower = a.function().equals("pow") && x == 0;
      throw a.error(
          isPole || isZeroPower
              ? "there is no finite result for " + FloatText.repr(x)
              : "the result for " + FloatText.repr(x) + " is too large for a float");
    }
    return result;
  }

  private static double log(BoundArguments a) {
    double logarithm = naturalLog(a, a.value("x"), "x");
    if (a.isNone("base")) {
      return logarithm;
    }
    double base = naturalLog(a, a.value("base"), "base");
    if (base == 0) {
      throw a.error("the base must not be 1");
    }
    return logarithm / base;
  }

  /// An int may be far too large for a float and still have a logarithm.
  private static double naturalLog(BoundArguments a, Object value, String parameter) {
    if (value instanceof BigInteger number && number.bitLength() > Double.MAX_EXPONENT) {
      int bits = number.bitLength();
      double mantissa = Math.scalb(number.shiftRight(bits - Long.SIZE).doubleValue(), -Long.SIZE);
      return checked(a, number.signum(), Math.log(mantissa)) + bits * LOG_2;
    }
    double x = Numbers.isNumber(value) ? Numbers.toDouble(value) : a.number(parameter);
    return checked(a, x, Math.log(x));
  }

  private static boolean isClose(BoundArguments a) {
    double x = a.number("a");
    double y = a.number("b");
    double relative = a.number("rel_tol");
    double absolute = a.number("abs_tol");
    if (relative < 0 || absolute < 0) {
      throw a.error("tolerances must not be negative");
    }
    boolean areFinite = Double.isFinite(x) && Double.isFinite(y);
    double difference = Math.abs(x - y);
    boolean isNear =
        difference <= Math.abs(relative * y)
            || difference <= Math.abs(relative * x)
            || difference <= absolute;
    return a.run().decisions().decide(x == y || (areFinite && isNear));
  }
}
