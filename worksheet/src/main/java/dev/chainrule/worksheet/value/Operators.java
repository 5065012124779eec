package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigInteger;

/// Python's operators on any two values. Where a {@link ForeignValue} takes part, it decides.
public final class Operators {
  private Operators() {}

  /// `left operator right`.
  public static Object binary(RunState run, BinaryOperator operator, Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return Floats.binary(run, operator, a, b);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return Integers.binary(run, operator, a, b);
    }
    if (left instanceof ForeignValue foreign) {
      return foreign.binary(operator, right, false);
    }
    if (right instanceof ForeignValue foreign && !formats(operator, left)) {
      return foreign.binary(operator, left, true);
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return numbers(run, operator, left, right);
    }
    return Sequences.binary(run, operator, left, right);
  }

  private static boolean formats(BinaryOperator operator, Object left) {
    return operator == BinaryOperator.MODULO && left instanceof String;
  }

  private static Object numbers(RunState run, BinaryOperator operator, Object left, Object right) {
    if (left instanceof Boolean a && right instanceof Boolean b) {
      switch (operator) {
        case AND -> {
          return a && b;
        }
        case OR -> {
          return a || b;
        }
        case XOR -> {
          return a ^ b;
        }
        default -> {}
      }
    }
    Object a = Numbers.plain(left);
    Object b = Numbers.plain(right);
    if (a instanceof Double || b instanceof Double) {
      if (isForIntegers(operator)) {
        throw unsupported(operator.symbol(), left, right);
      }
      return Floats.binary(run, operator, Numbers.toDouble(a), Numbers.toDouble(b));
    }
    if (a instanceof Long x && b instanceof Long y) {
      return Integers.binary(run, operator, x, y);
    }
    BigInteger x = Numbers.big(a);
    BigInteger y = Numbers.big(b);
    run.budget().longArithmetic(x.bitLength(), y.bitLength());
    return Integers.binary(run, operator, x, y);
  }

  private static boolean isForIntegers(BinaryOperator operator) {
    return switch (operator) {
      case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, MATRIX_MULTIPLY -> true;
      default -> false;
    };
  }

  /// What the name on the left of `left operator= right` is bound to: lists, sets, dictionaries and
  /// foreign values change in place, everything else is replaced.
  public static Object inPlace(RunState run, BinaryOperator operator, Object left, Object right) {
    if (left instanceof ForeignValue foreign) {
      return foreign.inPlace(operator, right);
    }
    Object changed = Sequences.inPlace(run, operator, left, right);
    return changed == null ? binary(run, operator, left, right) : changed;
  }

  /// `operator operand`.
  public static Object unary(RunState run, UnaryOperator operator, Object operand) {
    if (operand instanceof ForeignValue foreign) {
      return foreign.unary(operator);
    }
    Object number = Numbers.plain(operand);
    if (number instanceof Double value && operator != UnaryOperator.INVERT) {
      return operator == UnaryOperator.NEGATE ? (Object) (-value) : value;
    }
    if (number instanceof Long value && value != Long.MIN_VALUE) {
      return switch (operator) {
        case NEGATE -> -value;
        case PLUS -> value;
        case INVERT -> ~value;
      };
    }
    if (Numbers.isInteger(number)) {
      BigInteger value = Numbers.big(number);
      run.budget().integer(value.bitLength());
      return switch (operator) {
        case NEGATE -> Numbers.integer(value.negate());
        case PLUS -> number;
        case INVERT -> Numbers.integer(value.not());
      };
    }
    throw new WorksheetException(
        "'"
            + operator.symbol()
            + "' does not work on "
            + Describe.withArticle(Describe.type(operand)));
  }

  /// The error for two values that an operator does not work on.
  public static WorksheetException unsupported(String symbol, Object left, Object right) {
    return new WorksheetException(
        "'"
            + symbol
            + "' does not work between "
            + Describe.withArticle(Describe.type(left))
            + " and "
            + Describe.withArticle(Describe.type(right)));
  }
}
