package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.Numbers;
import dev.chainrule.worksheet.value.Operators;
import dev.chainrule.worksheet.value.TupleValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// The functions of `math` that take several numbers or give several.
final class SummingFunctions implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new SummingFunctions(),
          "fsum(seq, /)",
          "prod(iterable, /, *, start=1)",
          "hypot(*coordinates)",
          "dist(p, q, /)",
          "modf(x, /)",
          "frexp(x, /)");

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "fsum" -> exactSum(floats(a, Iterating.toList(a.run(), a.value("seq"))));
      case "prod" -> product(a);
      case "hypot" -> length(floats(a, a.rest("coordinates")));
      case "dist" -> distance(a);
      case "modf" -> parts(a);
      case "frexp" -> mantissa(a);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Double> floats(BoundArguments a, List<Object> values) {
    List<Double> floats = new ArrayList<>(values.size());
    for (Object value : values) {
      if (!Numbers.isNumber(value)) {
        throw a.error("needs numbers, got " + Describe.value(value));
      }
      floats.add(Numbers.toDouble(value));
    }
    return floats;
  }

  /// The sum without rounding in between.
  private static double exactSum(List<Double> numbers) {
    double plain = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (double number : numbers) {
      plain += number;
      if (Double.isFinite(number)) {
        sum = sum.add(new BigDecimal(number));
      }
    }
    boolean hasUnusual = numbers.stream().anyMatch(x -> !Double.isFinite(x));
    return hasUnusual ? plain : sum.doubleValue();
  }

  private static Object product(BoundArguments a) {
    RunState run = a.run();
    Object product = a.value("start");
    for (Object factor : Iterating.toList(run, a.value("iterable"))) {
      product = Operators.binary(run, BinaryOperator.MULTIPLY, product, factor);
    }
    return product;
  }

  /// The root of the exact sum of squares; scaled, so that no square leaves the floats.
  private static double length(List<Double> coordinates) {
    double largest = 0;
    for (double x : coordinates) {
      if (Double.isInfinite(x)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Double.isNaN(x) ? x : Math.max(largest, Math.abs(x));
    }
    if (largest == 0 || Double.isNaN(largest)) {
      return largest;
    }
    int exponent = Math.getExponent(largest);
    BigDecimal squares = BigDecimal.ZERO;
    for (double x : coordinates) {
      BigDecimal scaled = new BigDecimal(Math.scalb(x, -exponent));
      squares = squares.add(scaled.multiply(scaled));
    }
    double root = squares.sqrt(new java.math.MathContext(40)).doubleValue();
    return Math.scalb(root, exponent);
  }

  private static double distance(BoundArguments a) {
    List<Double> p = floats(a, Iterating.toList(a.run(), a.value("p")));
    List<Double> q = floats(a, Iterating.toList(a.run(), a.value("q")));
    if (p.size() != q.size()) {
      throw a.error("both points must have the same number of coordinates");
    }
    List<Double> differences = new ArrayList<>(p.size());
    for (int i = 0; i < p.size(); i++) {
      differences.add(p.get(i) - q.get(i));
    }
    return length(differences);
  }

  private static TupleValue parts(BoundArguments a) {
    double x = a.number("x");
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    double fraction = Double.isInfinite(x) ? 0 : x - whole;
    return new TupleValue(a.run(), List.of(Math.copySign(fraction, x), Math.copySign(whole, x)));
  }

  private static TupleValue mantissa(BoundArguments a) {
    double x = a.number("x");
    boolean isPlain = x == 0 || !Double.isFinite(x);
    if (isPlain) {
      return new TupleValue(a.run(), List.of(x, 0L));
    }
    boolean isSubnormal = Math.abs(x) < Double.MIN_NORMAL;
    double scaled = isSubnormal ? x * 0x1p54 : x;
    int exponent = Math.getExponent(scaled) + 1;
    long whole = exponent - (isSubnormal ? 54L : 0L);
    return new TupleValue(a.run(), List.of(Math.scalb(scaled, -exponent), whole));
  }
}
