package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.IteratorValue;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.Operators;
import dev.chainrule.worksheet.value.Ordering;
import dev.chainrule.worksheet.value.RangeValue;
import dev.chainrule.worksheet.value.Truth;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// Built-in functions of sequences.
final class SequenceFunctions implements Functions {
  static final List<String> SIGNATURES =
      List.of(
          "range(*ends)",
          "zip(*iterables, strict=False)",
          "enumerate(iterable, start=0)",
          "map(function, *iterables)",
          "filter(function, iterable, /)",
          "reversed(sequence, /)",
          "iter(iterable, /)",
          "next(iterator, *default)",
          "sum(iterable, /, start=0)",
          "any(iterable, /)",
          "all(iterable, /)",
          "min(*values, key=None, **default)",
          "max(*values, key=None, **default)",
          "sorted(iterable, /, *, key=None, reverse=False)");

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "range" -> range(a);
      case "zip" -> new IteratorValue("zip", LazyIterators.zip(a));
      case "enumerate" -> new IteratorValue("enumerate", LazyIterators.enumerate(a));
      case "map" -> new IteratorValue("map", LazyIterators.map(a));
      case "filter" -> new IteratorValue("filter", LazyIterators.filter(a));
      case "reversed" -> reversed(a);
      case "iter" -> iterator(a);
      case "next" -> next(a);
      case "sum" -> sum(a);
      case "any" -> search(a, true);
      case "all" -> !search(a, false);
      case "min" -> extreme(a, false);
      case "max" -> extreme(a, true);
      case "sorted" ->
          new ListValue(
              a.run(),
              Sorting.sorted(
                  a,
                  Iterating.toList(a.run(), a.value("iterable")),
                  a.value("key"),
                  a.flag("reverse")));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RangeValue range(BoundArguments a) {
    List<Object> ends = a.rest("ends");
    if (ends.isEmpty() || ends.size() > 3) {
      throw a.error("takes 1 to 3 arguments, got " + ends.size());
    }
    long first = end(a, ends.get(0));
    if (ends.size() == 1) {
      return RangeValue.of(0, first, 1);
    }
    long step = ends.size() == 3 ? end(a, ends.get(2)) : 1;
    if (step == 0) {
      throw a.error("the step must not be 0");
    }
    return RangeValue.of(first, end(a, ends.get(1)), step);
  }

  private static long end(BoundArguments a, Object value) {
    return switch (value) {
      case Long number -> number;
      case Boolean truth -> truth ? 1 : 0;
      case ForeignValue foreign -> foreign.toIndex();
      default -> throw a.error("needs ints that fit 64 bits, got " + Describe.value(value));
    };
  }

  private static Object reversed(BoundArguments a) {
    Object value = a.value("sequence");
    if (value instanceof RangeValue range) {
      long last = range.start() + (range.length() - 1) * range.step();
      RangeValue backwards =
          RangeValue.of(last, last - range.length() * range.step(), -range.step());
      return new IteratorValue("range_iterator", backwards.iterator());
    }
    List<Object> items = Iterating.toList(a.run(), value);
    Collections.reverse(items);
    return new IteratorValue("reversed", items.iterator());
  }

  private static Object iterator(BoundArguments a) {
    Object value = a.value("iterable");
    return value instanceof IteratorValue
        ? value
        : new IteratorValue("iterator", Iterating.over(a.run(), value));
  }

  private static Object next(BoundArguments a) {
    if (!(a.value("iterator") instanceof IteratorValue iterator)) {
      throw a.mismatch("iterator", "an iterator, such as iter(…) gives", a.value("iterator"));
    }
    List<Object> ifNone = a.rest("default");
    Iterator<Object> items = Iterating.over(a.run(), iterator);
    if (items.hasNext()) {
      return items.next();
    }
    if (ifNone.isEmpty()) {
      throw a.error("there is no further value");
    }
    return ifNone.get(0);
  }

  private static Object sum(BoundArguments a) {
    RunState run = a.run();
    Object total = a.value("start");
    if (total instanceof String) {
      throw a.error("adds numbers; to join strings write ''.join(…)");
    }
    Iterator<Object> items = Iterating.over(run, a.value("iterable"));
    while (items.hasNext()) {
      total = Operators.binary(run, BinaryOperator.ADD, total, items.next());
    }
    return total;
  }

  /// True if an item's truth is the one looked for.
  private static boolean search(BoundArguments a, boolean truth) {
    Iterator<Object> items = Iterating.over(a.run(), a.value("iterable"));
    while (items.hasNext()) {
      if (Truth.of(a.run(), items.next()) == truth) {
        return true;
      }
    }
    return false;
  }

  private static Object extreme(BoundArguments a, boolean isLargest) {
    List<Object> given = a.rest("values");
    if (given.isEmpty()) {
      throw a.error("needs at least 1 argument, got 0");
    }
    boolean isSequence = given.size() == 1;
    List<Object> values = isSequence ? Iterating.toList(a.run(), given.get(0)) : given;
    Object ifEmpty = null;
    for (var named : a.namedRest("default").entrySet()) {
      if (!named.getKey().equals("default")) {
        throw a.error("no argument named '" + named.getKey() + "'");
      }
      ifEmpty = named.getValue();
    }
    if (values.isEmpty()) {
      if (ifEmpty == null) {
        throw a.error("there is nothing to choose from: the sequence is empty");
      }
      return ifEmpty;
    }
    return values.get(extremeIndex(a.run(), Sorting.keys(a, values, a.value("key")), isLargest));
  }

  private static int extremeIndex(RunState run, List<Object> keys, boolean isLargest) {
    int best = 0;
    for (int i = 1; i < keys.size(); i++) {
      run.budget().step();
      boolean isBetter =
          isLargest
              ? Ordering.isLess(run, keys.get(best), keys.get(i))
              : Ordering.isLess(run, keys.get(i), keys.get(best));
      if (isBetter) {
        best = i;
      }
    }
    return best;
  }
}
