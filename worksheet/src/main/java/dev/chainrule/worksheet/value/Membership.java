package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.util.Iterator;

/// `item in container`.
public final class Membership {
  private Membership() {}

  /// True if the container has an item that is the same or equal.
  public static boolean contains(RunState run, Object container, Object item) {
    return switch (container) {
      case String text -> {
        if (item instanceof String part) {
          yield TextSearch.indexOf(run, text, part, 0) >= 0;
        }
        throw new WorksheetException(
            "'in' looks for a str in a str, not for " + Describe.value(item));
      }
      case DictValue dict -> decided(run, item, dict.get(item) != null);
      case SetValue set -> decided(run, item, set.contains(item));
      case RangeValue range when item instanceof Long number -> range.contains(number);
      case ForeignValue foreign -> foreign.contains(item);
      default -> isAmong(run, container, item);
    };
  }

  private static boolean decided(RunState run, Object item, boolean own) {
    return item instanceof Double ? run.decisions().decide(own) : own;
  }

  private static boolean isAmong(RunState run, Object container, Object item) {
    Iterator<Object> all = Iterating.over(run, container);
    while (all.hasNext()) {
      if (Equality.sameOrEqual(run, all.next(), item)) {
        return true;
      }
    }
    return false;
  }
}
