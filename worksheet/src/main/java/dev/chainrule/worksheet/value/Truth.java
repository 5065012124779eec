package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.math.BigInteger;

/// What counts as true: everything but `False`, `None`, zero, and what is empty.
public final class Truth {
  private Truth() {}

  /// Whether the value counts as true; of a float, as decided for both runs.
  public static boolean of(RunState run, Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case Long number -> number != 0;
      case BigInteger number -> number.signum() != 0;
      case Double number -> run.decisions().decide(number != 0);
      case String text -> !text.isEmpty();
      case ListValue list -> !list.items().isEmpty();
      case TupleValue tuple -> !tuple.items().isEmpty();
      case DictValue dict -> dict.size() > 0;
      case SetValue set -> set.size() > 0;
      case RangeValue range -> range.length() > 0;
      case ViewValue view -> !view.items().isEmpty();
      case NoneValue none -> false;
      case ForeignValue foreign -> foreign.truth();
      default -> true;
    };
  }
}
