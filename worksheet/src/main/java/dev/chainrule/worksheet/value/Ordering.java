package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.util.List;

/// `<`, `<=`, `>`, `>=`, `==`, `!=`, `in` and `is` on any two values.
public final class Ordering {
  private Ordering() {}

  /// `left comparison right`: a truth value unless a {@link ForeignValue} takes part.
  public static Object compare(RunState run, Comparison comparison, Object left, Object right) {
    return switch (comparison) {
      case IN -> Membership.contains(run, right, left);
      case NOT_IN -> !Membership.contains(run, right, left);
      case IS -> isSame(left, right);
      case IS_NOT -> !isSame(left, right);
      default -> {
        if (left instanceof ForeignValue foreign) {
          yield foreign.compare(comparison, right);
        }
        if (right instanceof ForeignValue foreign) {
          yield foreign.compare(comparison.mirrored(), left);
        }
        yield holds(run, comparison, left, right);
      }
    };
  }

  private static boolean isSame(Object left, Object right) {
    boolean areNumbers = Numbers.isNumber(left) && left.getClass() == right.getClass();
    return left == right || ((areNumbers || left instanceof String) && left.equals(right));
  }

  /// `left < right` as a truth value: what sorting asks.
  public static boolean isLess(RunState run, Object left, Object right) {
    return Truth.of(run, compare(run, Comparison.LESS, left, right));
  }

  private static boolean holds(RunState run, Comparison comparison, Object left, Object right) {
    return switch (comparison) {
      case EQUAL -> Equality.equal(run, left, right);
      case NOT_EQUAL -> !Equality.equal(run, left, right);
      default -> {
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
          yield numbers(run, comparison, left, right);
        }
        yield others(run, comparison, left, right);
      }
    };
  }

  private static boolean numbers(RunState run, Comparison comparison, Object left, Object right) {
    boolean own =
        !Numbers.isNan(left)
            && !Numbers.isNan(right)
            && agrees(comparison, Numbers.compare(Numbers.plain(left), Numbers.plain(right)));
    boolean hasFloat = left instanceof Double || right instanceof Double;
    return hasFloat ? run.decisions().decide(own) : own;
  }

  private static boolean agrees(Comparison comparison, int order) {
    return switch (comparison) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      default -> throw new IllegalArgumentException(comparison + " does not order");
    };
  }

  private static boolean others(RunState run, Comparison comparison, Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return agrees(comparison, compareCodePoints(a, b));
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      return lists(run, comparison, a.items(), b.items());
    }
    if (left instanceof TupleValue a && right instanceof TupleValue b) {
      return lists(run, comparison, a.items(), b.items());
    }
    if (left instanceof SetValue a && right instanceof SetValue b) {
      return sets(comparison, a, b);
    }
    throw new WorksheetException(
        Operators.unsupported(comparison.symbol(), left, right).getMessage());
  }

  /// The order of Unicode, which is not that of UTF-16 beyond the first 65,536 characters.
  private static int compareCodePoints(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean differInPlane = Character.isSurrogate(a) != Character.isSurrogate(b);
        return differInPlane ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// The first items that differ decide; if none do, the lengths.
  private static boolean lists(
      RunState run, Comparison comparison, List<Object> left, List<Object> right) {
    run.budget().enter();
    int end = Math.min(left.size(), right.size());
    int i = 0;
    while (i < end && Equality.sameOrEqual(run, left.get(i), right.get(i))) {
      run.budget().step();
      i++;
    }
    boolean result =
        i < end
            ? Truth.of(run, compare(run, comparison, left.get(i), right.get(i)))
            : agrees(comparison, Integer.compare(left.size(), right.size()));
    run.budget().leave();
    return result;
  }

  private static boolean sets(Comparison comparison, SetValue left, SetValue right) {
    return switch (comparison) {
      case LESS -> left.size() < right.size() && Sets.isSubset(left, right);
      case LESS_OR_EQUAL -> Sets.isSubset(left, right);
      case GREATER -> right.size() < left.size() && Sets.isSubset(right, left);
      default -> Sets.isSubset(right, left);
    };
  }
}
