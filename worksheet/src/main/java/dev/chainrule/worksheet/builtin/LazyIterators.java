package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.Numbers;
import dev.chainrule.worksheet.value.Operators;
import dev.chainrule.worksheet.value.Truth;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// What `zip`, `enumerate`, `map` and `filter` go through, made as it is asked for.
final class LazyIterators {
  private LazyIterators() {}

  static Iterator<Object> zip(BoundArguments a) {
    Rows rows = new Rows(a, a.rest("iterables"), a.flag("strict"));
    return new Mapped(rows, row -> new TupleValue(a.run(), row));
  }

  static Iterator<Object> map(BoundArguments a) {
    Callable function = function(a);
    if (a.rest("iterables").isEmpty()) {
      throw a.error("needs at least one sequence");
    }
    Rows rows = new Rows(a, a.rest("iterables"), false);
    return new Mapped(rows, row -> function.call(Arguments.of(a.run(), row.toArray())));
  }

  private static Callable function(BoundArguments a) {
    if (a.value("function") instanceof Callable function) {
      return function;
    }
    throw a.mismatch("function", "a function", a.value("function"));
  }

  static Iterator<Object> enumerate(BoundArguments a) {
    RunState run = a.run();
    Object start = a.value("start");
    if (!Numbers.isInteger(start)) {
      throw a.mismatch("start", "an int", start);
    }
    Iterator<Object> items = Iterating.over(run, a.value("iterable"));
    return new Iterator<>() {
      private Object index = start;

      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public Object next() {
        Object pair = new TupleValue(run, List.of(index, items.next()));
        index = Operators.binary(run, BinaryOperator.ADD, index, 1L);
        return pair;
      }
    };
  }

  static Iterator<Object> filter(BoundArguments a) {
    RunState run = a.run();
    Callable function = a.isNone("function") ? null : function(a);
    Iterator<Object> items = Iterating.over(run, a.value("iterable"));
    return new Iterator<>() {
      private @Nullable Object next;

      @Override
      public boolean hasNext() {
        while (next == null && items.hasNext()) {
          Object item = items.next();
          Object kept = function == null ? item : function.call(Arguments.of(run, item));
          next = Truth.of(run, kept) ? item : null;
        }
        return next != null;
      }

      @Override
      public Object next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        Object result = next;
        next = null;
        return result;
      }
    };
  }

  /// One item of each of several sequences, until the shortest ends.
  private static final class Rows implements Iterator<List<Object>> {
    private final BoundArguments call;
    private final boolean isStrict;
    private final List<Iterator<Object>> columns = new ArrayList<>();
    private @Nullable List<Object> next;
    private boolean isAtEnd;

    Rows(BoundArguments call, List<Object> iterables, boolean isStrict) {
      this.call = call;
      this.isStrict = isStrict;
      for (Object iterable : iterables) {
        columns.add(Iterating.over(call.run(), iterable));
      }
    }

    @Override
    public boolean hasNext() {
      if (next == null && !columns.isEmpty() && !isAtEnd) {
        next = row();
      }
      return next != null;
    }

    private @Nullable List<Object> row() {
      List<Object> row = new ArrayList<>(columns.size());
      for (Iterator<Object> column : columns) {
        if (!column.hasNext()) {
          // Asked once only: of sequences made of sequences, each would ask twice as often.
          isAtEnd = row.isEmpty();
          if (isStrict) {
            requireAllAtEnd(row.size());
          }
          return null;
        }
        row.add(column.next());
      }
      return row;
    }

    private void requireAllAtEnd(int ended) {
      if (ended > 0 || columns.stream().skip(1).anyMatch(Iterator::hasNext)) {
        throw call.error("the sequences are not of the same length");
      }
    }

    @Override
    public List<Object> next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      List<Object> row = next;
      next = null;
      return row;
    }
  }

  private interface Combination {
    Object of(List<Object> row);
  }

  private record Mapped(Rows rows, Combination combination) implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Object next() {
      return combination.of(rows.next());
    }
  }
}
