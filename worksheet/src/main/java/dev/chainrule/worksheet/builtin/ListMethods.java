package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Equality;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Indexing;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Repr;
import java.util.Collections;
import java.util.List;

/// The methods of lists.
final class ListMethods implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new ListMethods(),
          "append(object, /)",
          "extend(iterable, /)",
          "insert(index, object, /)",
          "remove(value, /)",
          "pop(index=-1, /)",
          "clear()",
          "index(value, start=0, stop=None, /)",
          "count(value, /)",
          "sort(*, key=None, reverse=False)",
          "reverse()",
          "copy()");

  /// Moving so many entries costs as much as a statement.
  private static final int MOVES_PER_STEP = 64;

  @Override
  public Object call(String name, BoundArguments a) {
    ListValue list = (ListValue) a.self();
    List<Object> items = list.items();
    switch (name) {
      case "append" -> list.add(a.value("object"));
      case "extend" -> list.addAll(items.size(), Iterating.toList(a.run(), a.value("iterable")));
      case "insert" -> insert(a, list);
      case "remove" -> items.remove(place(a, items, 0, items.size()));
      case "pop" -> {
        return pop(a, items);
      }
      case "clear" -> items.clear();
      case "index" -> {
        return index(a, items);
      }
      case "count" -> {
        return count(a, items);
      }
      case "sort" -> sort(a, items);
      case "reverse" -> {
        a.run().budget().steps(items.size() / MOVES_PER_STEP);
        Collections.reverse(items);
      }
      case "copy" -> {
        return new ListValue(a.run(), items);
      }
      default -> throw new IllegalArgumentException(name);
    }
    return NoneValue.NONE;
  }

  private static void insert(BoundArguments a, ListValue list) {
    int size = list.items().size();
    long index = a.integer("index");
    long place = index < 0 ? index + size : index;
    a.run().budget().steps(size / MOVES_PER_STEP);
    list.addAll((int) Math.clamp(place, 0L, size), List.of(a.value("object")));
  }

  private static Object pop(BoundArguments a, List<Object> items) {
    if (items.isEmpty()) {
      throw a.error("the list is empty");
    }
    int index = Indexing.index(items.size(), a.value("index"), "list");
    a.run().budget().steps((items.size() - index) / MOVES_PER_STEP);
    return items.remove(index);
  }

  private static void sort(BoundArguments a, List<Object> items) {
    List<Object> sorted = Sorting.sorted(a, items, a.value("key"), a.flag("reverse"));
    items.clear();
    items.addAll(sorted);
  }

  /// The index of an item, for lists and tuples.
  static long index(BoundArguments a, List<Object> items) {
    int start = bound(a.integer("start"), items.size());
    int stop = a.isNone("stop") ? items.size() : bound(a.integer("stop"), items.size());
    return place(a, items, start, stop);
  }

  private static int bound(long index, int size) {
    return (int) Math.clamp(index < 0 ? index + size : index, 0L, size);
  }

  private static int place(BoundArguments a, List<Object> items, int start, int stop) {
    RunState run = a.run();
    Object value = a.value("value");
    for (int i = start; i < stop && i < items.size(); i++) {
      run.budget().step();
      if (Equality.sameOrEqual(run, items.get(i), value)) {
        return i;
      }
    }
    throw a.error(Repr.of(run, value) + " is not there");
  }

  /// How many items are equal to a value, for lists and tuples.
  static long count(BoundArguments a, List<Object> items) {
    long count = 0;
    for (Object item : items) {
      a.run().budget().step();
      count += Equality.sameOrEqual(a.run(), item, a.value("value")) ? 1 : 0;
    }
    return count;
  }
}
