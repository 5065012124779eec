package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/// `==` as a truth value, for members of containers and keys.
public final class Equality {
  private Equality() {}

  /// True if Python's `left == right`. Where a float takes part it is decided for both runs.
  public static boolean equal(RunState run, Object left, Object right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return numbers(run, left, right);
    }
    return switch (left) {
      case String text -> text.equals(right);
      case ListValue a -> right instanceof ListValue b && all(run, a.items(), b.items());
      case TupleValue a -> right instanceof TupleValue b && all(run, a.items(), b.items());
      case DictValue a -> right instanceof DictValue b && dicts(run, a, b);
      case SetValue a -> right instanceof SetValue b && a.size() == b.size() && Sets.isSubset(a, b);
      case RangeValue a -> right instanceof RangeValue b && ranges(a, b);
      case ForeignValue foreign -> Truth.of(run, foreign.compare(Comparison.EQUAL, right));
      default ->
          right instanceof ForeignValue foreign
              ? Truth.of(run, foreign.compare(Comparison.EQUAL, left))
              : Objects.equals(left, right);
    };
  }

  /// True for the same object, or for equal ones: what `in` and containers ask.
  public static boolean sameOrEqual(RunState run, Object left, Object right) {
    return left == right || equal(run, left, right);
  }

  /// True if two keys of a dictionary or two members of a set are the same one. How often a table
  /// asks this depends on hashes, so nothing is decided here; foreign values are the same only if
  /// they are one object.
  static boolean isSameKey(RunState run, Object left, Object right) {
    if (left == right) {
      return true;
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return areEqual(left, right);
    }
    if (left instanceof TupleValue a && right instanceof TupleValue b) {
      boolean areSame = a.items().size() == b.items().size();
      run.budget().enter();
      for (int i = 0; areSame && i < a.items().size(); i++) {
        run.budget().step();
        areSame = isSameKey(run, a.items().get(i), b.items().get(i));
      }
      run.budget().leave();
      return areSame;
    }
    if (left instanceof RangeValue a && right instanceof RangeValue b) {
      return ranges(a, b);
    }
    return left instanceof String && left.equals(right);
  }

  private static boolean areEqual(Object left, Object right) {
    return !Numbers.isNan(left)
        && !Numbers.isNan(right)
        && Numbers.compare(Numbers.plain(left), Numbers.plain(right)) == 0;
  }

  private static boolean numbers(RunState run, Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return a.longValue() == b.longValue();
    }
    boolean own = areEqual(left, right);
    boolean hasFloat = left instanceof Double || right instanceof Double;
    return hasFloat ? run.decisions().decide(own) : own;
  }

  private static boolean all(RunState run, List<Object> left, List<Object> right) {
    if (left.size() != right.size()) {
      return false;
    }
    run.budget().enter();
    Iterator<Object> others = right.iterator();
    boolean areEqual = true;
    for (Object item : left) {
      run.budget().step();
      if (!sameOrEqual(run, item, others.next())) {
        areEqual = false;
        break;
      }
    }
    run.budget().leave();
    return areEqual;
  }

  private static boolean dicts(RunState run, DictValue left, DictValue right) {
    if (left.size() != right.size()) {
      return false;
    }
    run.budget().enter();
    boolean areEqual = true;
    for (Object key : left.keys()) {
      run.budget().step();
      Object mine = left.get(key);
      Object other = right.get(key);
      if (mine == null || other == null || !sameOrEqual(run, mine, other)) {
        areEqual = false;
        break;
      }
    }
    run.budget().leave();
    return areEqual;
  }

  private static boolean ranges(RangeValue left, RangeValue right) {
    return left.length() == right.length()
        && (left.length() == 0 || left.start() == right.start())
        && (left.length() <= 1 || left.step() == right.step());
  }
}
