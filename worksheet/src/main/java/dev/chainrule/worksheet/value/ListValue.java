package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.ArrayList;
import java.util.List;

/// A list.
public final class ListValue {
  private final RunState run;
  private final ArrayList<Object> items;

  /// An empty list.
  public ListValue(RunState run) {
    this(run, List.of());
  }

  /// A list of these values.
  public ListValue(RunState run, List<?> values) {
    run.budget().items(values.size());
    this.run = run;
    this.items = new ArrayList<>(values);
  }

  /// The values. Grow it by {@link #add} and {@link #addAll} only, which charge the budget.
  public List<Object> items() {
    return items;
  }

  /// Appends a value.
  public void add(Object value) {
    run.budget().items(1);
    items.add(value);
  }

  /// Puts values in at a place.
  public void addAll(int at, List<?> values) {
    run.budget().items(values.size());
    items.addAll(at, values);
  }
}
