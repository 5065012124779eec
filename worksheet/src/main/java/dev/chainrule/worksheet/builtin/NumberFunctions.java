package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.CodePoints;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Numbers;
import dev.chainrule.worksheet.value.Operators;
import dev.chainrule.worksheet.value.TupleValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/// Built-in functions of numbers.
final class NumberFunctions implements Functions {
  static final List<String> SIGNATURES =
      List.of(
          "abs(x, /)",
          "round(number, ndigits=None)",
          "divmod(x, y, /)",
          "pow(base, exp, mod=None)",
          "bin(number, /)",
          "oct(number, /)",
          "hex(number, /)",
          "chr(i, /)",
          "ord(c, /)");

  /// More digits than this after the point leave every float as it is; more before it leave none.
  private static final int MOST_DECIMALS = 323;

  private static final int LEAST_DECIMALS = -309;

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "abs" -> abs(a);
      case "round" -> round(a);
      case "divmod" -> divmod(a);
      case "pow" -> power(a);
      case "bin" -> based(a, 2, "0b");
      case "oct" -> based(a, 8, "0o");
      case "hex" -> based(a, 16, "0x");
      case "chr" -> character(a);
      case "ord" -> codePoint(a);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Object abs(BoundArguments a) {
    Object value = a.value("x");
    return switch (value) {
      case Long number when number != Long.MIN_VALUE -> Math.abs(number);
      case Double number -> Math.abs(number);
      case ForeignValue foreign -> method(a, foreign, "abs");
      default -> {
        if (Numbers.isNumber(value)) {
          yield Numbers.integer(Numbers.big(value).abs());
        }
        throw a.mismatch("x", "a number", value);
      }
    };
  }

  /// A foreign value has functions such as `abs` as methods.
  private static Object method(BoundArguments a, ForeignValue value, String name) {
    if (value.getAttribute(name) instanceof Callable method) {
      return method.call(Arguments.of(a.run()));
    }
    throw a.mismatch("x", "a number", value);
  }

  private static Object round(BoundArguments a) {
    Object value = a.value("number");
    if (value instanceof ForeignValue foreign) {
      return round(a, foreign);
    }
    if (!Numbers.isNumber(value)) {
      throw a.mismatch("number", "a number", value);
    }
    if (a.isNone("ndigits")) {
      return value instanceof Double number
          ? whole(a.run(), "round", number, Math.rint(number))
          : Numbers.integer(Numbers.big(value));
    }
    long digits = a.integer("ndigits");
    return value instanceof Double number
        ? (Object) rounded(number, digits)
        : rounded(Numbers.big(value), digits);
  }

  private static Object round(BoundArguments a, ForeignValue value) {
    if (value.getAttribute("round") instanceof Callable method) {
      return a.isNone("ndigits")
          ? method.call(Arguments.of(a.run()))
          : method.call(
              new Arguments(a.run(), List.of(), java.util.Map.of("decimals", a.value("ndigits"))));
    }
    throw a.mismatch("number", "a number", value);
  }

  /// Rounds the exact value of the float, half to even.
  private static double rounded(double number, long digits) {
    if (!Double.isFinite(number) || digits > MOST_DECIMALS) {
      return number;
    }
    if (digits < LEAST_DECIMALS) {
      return Math.copySign(0.0, number);
    }
    double result =
        new BigDecimal(number).setScale((int) digits, RoundingMode.HALF_EVEN).doubleValue();
    if (Double.isInfinite(result)) {
      throw new WorksheetException("round: the rounded number is too large for a float");
    }
    return Math.copySign(result, number);
  }

  private static Object rounded(BigInteger number, long digits) {
    if (digits >= 0) {
      return Numbers.integer(number);
    }
    if (-digits > number.bitLength()) {
      return 0L;
    }
    return Numbers.integer(
        new BigDecimal(number).setScale((int) digits, RoundingMode.HALF_EVEN).toBigInteger());
  }

  /// A float without fraction as an int, which is decided once for both runs.
  static Object whole(RunState run, String function, double given, double whole) {
    if (!Double.isFinite(whole)) {
      throw new WorksheetException(function + ": cannot make an int of " + Describe.value(given));
    }
    boolean fitsLong = Math.abs(whole) < 0x1p63;
    return fitsLong
        ? (Object) run.decisions().decide((long) whole)
        : run.decisions().decide(Numbers.integer(new BigDecimal(whole).toBigInteger()));
  }

  private static Object divmod(BoundArguments a) {
    Object x = a.value("x");
    Object y = a.value("y");
    return new TupleValue(
        a.run(),
        List.of(
            Operators.binary(a.run(), BinaryOperator.FLOOR_DIVIDE, x, y),
            Operators.binary(a.run(), BinaryOperator.MODULO, x, y)));
  }

  private static Object power(BoundArguments a) {
    Object base = a.value("base");
    Object exponent = a.value("exp");
    if (a.isNone("mod")) {
      return Operators.binary(a.run(), BinaryOperator.POWER, base, exponent);
    }
    Object modulus = a.value("mod");
    boolean areIntegers =
        Numbers.isInteger(base) && Numbers.isInteger(exponent) && Numbers.isInteger(modulus);
    if (!areIntegers) {
      throw a.error("with a modulus, all three must be ints");
    }
    BigInteger m = Numbers.big(modulus);
    if (m.signum() == 0) {
      throw a.error("the modulus must not be 0");
    }
    BigInteger e = Numbers.big(exponent);
    a.run().budget().longArithmetic(m.bitLength(), (long) m.bitLength() * e.bitLength());
    BigInteger size = m.abs();
    if (e.signum() < 0 && !Numbers.big(base).gcd(size).equals(BigInteger.ONE)) {
      throw a.error("the base has no inverse for this modulus");
    }
    BigInteger result = Numbers.big(base).modPow(e, size);
    boolean takesSign = m.signum() < 0 && result.signum() != 0;
    return Numbers.integer(takesSign ? result.add(m) : result);
  }

  private static String based(BoundArguments a, int radix, String prefix) {
    Object value = a.value("number");
    if (!Numbers.isInteger(value)) {
      throw a.mismatch("number", "an int", value);
    }
    BigInteger number = Numbers.big(value);
    a.run().budget().text(number.bitLength());
    return (number.signum() < 0 ? "-" : "") + prefix + number.abs().toString(radix);
  }

  private static String character(BoundArguments a) {
    long number = a.integer("i");
    if (number < 0 || number > Character.MAX_CODE_POINT) {
      throw a.error("no character has the number " + number);
    }
    return Character.toString((int) number);
  }

  private static long codePoint(BoundArguments a) {
    String text = a.text("c");
    if (CodePoints.length(text) != 1) {
      throw a.error("c must be one character, got " + CodePoints.length(text));
    }
    return text.codePointAt(0);
  }
}
