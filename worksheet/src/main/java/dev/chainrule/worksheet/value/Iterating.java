package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Goes through any value that a `for` can go through. Each item costs a step of the budget, so
/// that whatever goes through something endless comes to an end.
public final class Iterating {
  private Iterating() {}

  /// The items, one after the other; made as they are asked for.
  public static Iterator<Object> over(RunState run, Object value) {
    return switch (value) {
      case RangeValue range -> charged(run, range.iterator());
      case ListValue list -> new ByIndex(run, list.items());
      case TupleValue tuple -> new ByIndex(run, tuple.items());
      case String text -> characters(run, text);
      case DictValue dict -> keys(run, dict);
      case SetValue set -> charged(run, set.members().iterator());
      case ViewValue view -> new ByIndex(run, view.items());
      case IteratorValue iterator -> nested(run, iterator.iterator());
      case ForeignValue foreign -> charged(run, foreign.iterate());
      default ->
          throw new WorksheetException(
              Describe.withArticle(Describe.type(value)) + " is no sequence to go through");
    };
  }

  /// All items.
  public static List<Object> toList(RunState run, Object value) {
    boolean isHopeless =
        value instanceof RangeValue range && range.length() > run.budget().limits().items();
    if (isHopeless && value instanceof RangeValue range) {
      run.budget().items(range.length());
    }
    List<Object> all = new ArrayList<>();
    Iterator<Object> items = over(run, value);
    while (items.hasNext()) {
      run.budget().items(0);
      all.add(items.next());
    }
    return all;
  }

  private static Iterator<Object> charged(RunState run, Iterator<Object> items) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public Object next() {
        run.budget().step();
        return items.next();
      }
    };
  }

  /// An iterator may ask another one, and that another, as deep as a worksheet has nested them.
  private static Iterator<Object> nested(RunState run, Iterator<Object> items) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        run.budget().enter();
        boolean hasNext = items.hasNext();
        run.budget().leave();
        return hasNext;
      }

      @Override
      public Object next() {
        run.budget().step();
        run.budget().enter();
        Object next = items.next();
        run.budget().leave();
        return next;
      }
    };
  }

  /// Python sees what is appended to a list while it goes through it.
  private static final class ByIndex implements Iterator<Object> {
    private final RunState run;
    private final List<Object> items;
    private int next;

    ByIndex(RunState run, List<Object> items) {
      this.run = run;
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      return next < items.size();
    }

    @Override
    public Object next() {
      if (next >= items.size()) {
        throw new NoSuchElementException();
      }
      run.budget().step();
      return items.get(next++);
    }
  }

  private static Iterator<Object> characters(RunState run, String text) {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < text.length();
      }

      @Override
      public Object next() {
        if (next >= text.length()) {
          throw new NoSuchElementException();
        }
        run.budget().step();
        int start = next;
        next += Character.charCount(text.codePointAt(start));
        return text.substring(start, next);
      }
    };
  }

  private static Iterator<Object> keys(RunState run, DictValue dict) {
    int size = dict.size();
    Iterator<Object> keys = dict.keys().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (dict.size() != size) {
          throw new WorksheetException(
              "the dictionary changed its size while a loop went through it");
        }
        return keys.hasNext();
      }

      @Override
      public Object next() {
        run.budget().step();
        return keys.next();
      }
    };
  }
}
