package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Numbers;
import java.math.BigInteger;

/// The methods of ints and floats.
final class NumberMethods implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new NumberMethods(), "is_integer()", "bit_length()", "bit_count()", "conjugate()");

  @Override
  public Object call(String name, BoundArguments a) {
    Object number = a.self();
    return switch (name) {
      case "is_integer" ->
          number instanceof Double value
              ? (Object) a.run().decisions().decide(isWhole(value))
              : true;
      case "bit_length" -> (long) integer(a, number).abs().bitLength();
      case "bit_count" -> (long) integer(a, number).abs().bitCount();
      case "conjugate" -> number;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static boolean isWhole(double value) {
    return Double.isFinite(value) && value == Math.rint(value);
  }

  private static BigInteger integer(BoundArguments a, Object number) {
    if (!Numbers.isInteger(number)) {
      throw a.error("only ints have bits that can be counted");
    }
    return Numbers.big(number);
  }
}
