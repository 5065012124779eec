package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `+` and `*` of strings, lists and tuples, `%` of strings, and the operators of sets and
/// dictionaries.
final class Sequences {
  private Sequences() {}

  static Object binary(RunState run, BinaryOperator operator, Object left, Object right) {
    Object result =
        switch (operator) {
          case ADD -> concatenate(run, left, right);
          case MULTIPLY -> {
            Object repeated = Numbers.isInteger(right) ? repeat(run, left, right) : null;
            boolean mayBeMirrored = repeated == null && Numbers.isInteger(left);
            yield mayBeMirrored ? repeat(run, right, left) : repeated;
          }
          case MODULO -> left instanceof String text ? PercentFormat.of(run, text, right) : null;
          default -> sets(run, operator, left, right);
        };
    if (result == null) {
      throw unsupported(operator, left, right);
    }
    return result;
  }

  private static WorksheetException unsupported(
      BinaryOperator operator, Object left, Object right) {
    boolean joinsText =
        operator == BinaryOperator.ADD && (left instanceof String || right instanceof String);
    WorksheetException error = Operators.unsupported(operator.symbol(), left, right);
    return joinsText
        ? new WorksheetException(error.getMessage() + "; make the other one a string with str(…)")
        : error;
  }

  /// The left value, changed, or null if its kind is not changed by augmented assignment.
  static @Nullable Object inPlace(
      RunState run, BinaryOperator operator, Object left, Object right) {
    if (left instanceof ListValue list && operator == BinaryOperator.ADD) {
      list.addAll(list.items().size(), Iterating.toList(run, right));
      return list;
    }
    if (left instanceof ListValue list
        && operator == BinaryOperator.MULTIPLY
        && Numbers.isInteger(right)) {
      List<Object> repeated = repeated(run, list.items(), right);
      list.items().clear();
      list.items().addAll(repeated);
      return list;
    }
    if (left instanceof SetValue set && right instanceof SetValue other) {
      return updated(run, operator, set, other);
    }
    if (left instanceof DictValue dict
        && right instanceof DictValue other
        && operator == BinaryOperator.OR) {
      putAll(run, dict, other);
      return dict;
    }
    return null;
  }

  private static @Nullable SetValue updated(
      RunState run, BinaryOperator operator, SetValue set, SetValue other) {
    switch (operator) {
      case OR -> set.addAll(other);
      case AND -> Sets.intersectionUpdate(run, set, other);
      case SUBTRACT -> Sets.differenceUpdate(run, set, other);
      case XOR -> Sets.symmetricDifferenceUpdate(run, set, other);
      default -> {
        return null;
      }
    }
    return set;
  }

  private static void putAll(RunState run, DictValue dict, DictValue other) {
    List<Object> keys = other.keys();
    List<Object> values = other.values();
    for (int i = 0; i < keys.size(); i++) {
      run.budget().step();
      dict.put(keys.get(i), values.get(i));
    }
  }

  private static @Nullable Object concatenate(RunState run, Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      run.budget().text((long) a.length() + b.length());
      return a.concat(b);
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      ListValue result = new ListValue(run, a.items());
      result.addAll(a.items().size(), b.items());
      return result;
    }
    if (left instanceof TupleValue a && right instanceof TupleValue b) {
      run.budget().items((long) a.items().size() + b.items().size());
      List<Object> all = new ArrayList<>(a.items());
      all.addAll(b.items());
      return a.with(run, all);
    }
    return null;
  }

  private static @Nullable Object repeat(RunState run, Object sequence, Object times) {
    return switch (sequence) {
      case String text -> {
        long count = count(times);
        run.budget().text(product(text.length(), count));
        yield text.repeat((int) count);
      }
      case ListValue list -> {
        ListValue result = new ListValue(run);
        result.items().addAll(repeated(run, list.items(), times));
        yield result;
      }
      case TupleValue tuple -> new TupleValue(run, repeated(run, tuple.items(), times));
      default -> null;
    };
  }

  private static List<Object> repeated(RunState run, List<Object> items, Object times) {
    long count = count(times);
    run.budget().items(product(items.size(), count));
    List<Object> result = new ArrayList<>(items.size() * (int) count);
    for (Object copies : Collections.nCopies((int) count, items)) {
      result.addAll((List<?>) copies);
    }
    return result;
  }

  /// How often to repeat: not below 0, and as good as endless beyond the range of an `int`.
  private static long count(Object times) {
    BigInteger count = Numbers.big(times).max(BigInteger.ZERO);
    return count.bitLength() > 31 ? Integer.MAX_VALUE : count.longValue();
  }

  /// The size of the result; a huge number of copies of something empty is still refused, so that
  /// counting them takes no time.
  private static long product(long length, long count) {
    return Math.max(length, 1) * count;
  }

  private static @Nullable Object sets(
      RunState run, BinaryOperator operator, Object left, Object right) {
    if (left instanceof DictValue a
        && right instanceof DictValue b
        && operator == BinaryOperator.OR) {
      DictValue result = new DictValue(run);
      putAll(run, result, a);
      putAll(run, result, b);
      return result;
    }
    SetValue a = asSet(run, left);
    SetValue b = asSet(run, right);
    if (a == null || b == null) {
      return null;
    }
    return switch (operator) {
      case OR -> Sets.union(a, b);
      case AND -> Sets.intersection(run, a, b);
      case SUBTRACT -> Sets.difference(run, a, b);
      case XOR -> Sets.symmetricDifference(run, a, b);
      default -> null;
    };
  }

  /// A set, or what can be one beside it: the keys of a dictionary.
  private static @Nullable SetValue asSet(RunState run, Object value) {
    if (value instanceof SetValue set) {
      return set;
    }
    boolean isKeys = value instanceof ViewValue view && !view.typeName().equals("dict_values");
    return isKeys && value instanceof ViewValue view ? Sets.of(run, view.items()) : null;
  }
}
