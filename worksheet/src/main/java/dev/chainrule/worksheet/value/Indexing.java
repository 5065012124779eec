package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// `value[key]`, read, written and deleted.
public final class Indexing {
  private Indexing() {}

  /// `value[key]`.
  public static Object get(RunState run, Object value, Object key) {
    return switch (value) {
      case ForeignValue foreign -> foreign.getItem(key);
      case ListValue list ->
          key instanceof SliceValue slice
              ? new ListValue(run, taken(run, list.items(), slice))
              : list.items().get(index(list.items().size(), key, "list"));
      case TupleValue tuple ->
          key instanceof SliceValue slice
              ? tuple.with(run, taken(run, tuple.items(), slice))
              : tuple.items().get(index(tuple.items().size(), key, "tuple"));
      case String text -> character(run, text, key);
      case DictValue dict -> entry(run, dict, key);
      case RangeValue range -> ofRange(range, key);
      default ->
          throw new WorksheetException(
              Describe.withArticle(Describe.type(value)) + " cannot be indexed");
    };
  }

  private static Object entry(RunState run, DictValue dict, Object key) {
    Object value = dict.get(key);
    if (value == null) {
      throw missing(run, key);
    }
    return value;
  }

  private static WorksheetException missing(RunState run, Object key) {
    return new WorksheetException("the dictionary has no key " + Repr.of(run, key));
  }

  private static Object character(RunState run, String text, Object key) {
    int length = CodePoints.length(text);
    if (key instanceof SliceValue slice) {
      SliceValue.Range range = slice.of(length);
      run.budget().text(range.count());
      return CodePoints.slice(text, range);
    }
    return CodePoints.at(text, index(length, key, "str"));
  }

  private static Object ofRange(RangeValue range, Object key) {
    if (key instanceof SliceValue slice) {
      SliceValue.Range part = slice.of(range.length());
      long start = range.at(part.first());
      long step = range.step() * part.step();
      return RangeValue.of(start, start + step * part.count(), step);
    }
    long index = wholeNumber(key, "range");
    long place = index < 0 ? index + range.length() : index;
    if (place < 0 || place >= range.length()) {
      throw outOfRange("range", index, range.length());
    }
    return range.at(place);
  }

  private static List<Object> taken(RunState run, List<Object> items, SliceValue slice) {
    SliceValue.Range range = slice.of(items.size());
    run.budget().steps(range.count() / 16);
    if (range.step() == 1) {
      return items.subList((int) range.first(), (int) (range.first() + range.count()));
    }
    List<Object> taken = new ArrayList<>((int) range.count());
    for (long i = 0; i < range.count(); i++) {
      taken.add(items.get((int) range.at(i)));
    }
    return taken;
  }

  /// `value[key] = given`.
  public static void set(RunState run, Object value, Object key, Object given) {
    switch (value) {
      case ForeignValue foreign -> foreign.setItem(key, given);
      case ListValue list -> {
        if (key instanceof SliceValue slice) {
          replace(run, list, slice, Iterating.toList(run, given));
        } else {
          list.items().set(index(list.items().size(), key, "list"), given);
        }
      }
      case DictValue dict -> dict.put(key, given);
      default -> throw fixed(value);
    }
  }

  private static WorksheetException fixed(Object value) {
    return new WorksheetException(
        "the parts of " + Describe.withArticle(Describe.type(value)) + " cannot be changed");
  }

  private static void replace(RunState run, ListValue list, SliceValue slice, List<Object> given) {
    SliceValue.Range range = slice.of(list.items().size());
    if (range.step() == 1) {
      int first = (int) range.first();
      run.budget().steps(list.items().size() / 16);
      list.items().subList(first, (int) (first + range.count())).clear();
      list.addAll(first, given);
      return;
    }
    if (given.size() != range.count()) {
      throw new WorksheetException(
          "a slice of "
              + range.count()
              + " places with a step cannot take "
              + given.size()
              + " values");
    }
    for (int i = 0; i < given.size(); i++) {
      list.items().set((int) range.at(i), given.get(i));
    }
  }

  /// `del value[key]`.
  public static void delete(RunState run, Object value, Object key) {
    switch (value) {
      case ListValue list -> {
        run.budget().steps(list.items().size() / 16);
        if (key instanceof SliceValue slice) {
          deleteSlice(list.items(), slice);
        } else {
          list.items().remove(index(list.items().size(), key, "list"));
        }
      }
      case DictValue dict -> {
        if (dict.remove(key) == null) {
          throw missing(run, key);
        }
      }
      default -> throw fixed(value);
    }
  }

  private static void deleteSlice(List<Object> items, SliceValue slice) {
    SliceValue.Range range = slice.of(items.size());
    if (range.step() == 1) {
      items.subList((int) range.first(), (int) (range.first() + range.count())).clear();
      return;
    }
    boolean[] isDeleted = new boolean[items.size()];
    for (long i = 0; i < range.count(); i++) {
      isDeleted[(int) range.at(i)] = true;
    }
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!isDeleted[i]) {
        kept.add(items.get(i));
      }
    }
    items.clear();
    items.addAll(kept);
  }

  /// The place that an index means, counted from 0; a negative index counts from the end.
  public static int index(int length, Object key, String type) {
    long index = wholeNumber(key, type);
    long place = index < 0 ? index + length : index;
    if (place < 0 || place >= length) {
      throw outOfRange(type, index, length);
    }
    return (int) place;
  }

  private static WorksheetException outOfRange(String type, long index, long length) {
    String valid = length == 0 ? "it is empty" : "valid: " + -length + " to " + (length - 1);
    return new WorksheetException(
        "index "
            + index
            + " is out of range for a "
            + type
            + " of length "
            + length
            + " ("
            + valid
            + ")");
  }

  private static long wholeNumber(Object key, String type) {
    return switch (key) {
      case Long number -> number;
      case Boolean truth -> truth ? 1 : 0;
      case BigInteger number -> number.signum() < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE;
      case ForeignValue foreign -> foreign.toIndex();
      default ->
          throw new WorksheetException(
              "the index into a "
                  + type
                  + " must be an int or a slice, not "
                  + Describe.value(key));
    };
  }
}
