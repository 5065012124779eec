package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tuple. A library may derive kinds with a name and attributes of their own, such as sizes and
/// results with named parts.
public class TupleValue {
  private final List<Object> items;

  /// A tuple of these values.
  public TupleValue(RunState run, List<?> values) {
    run.budget().items(values.size());
    this.items = List.copyOf(values);
  }

  /// The values; this list cannot change.
  public final List<Object> items() {
    return items;
  }

  /// A tuple of this kind with other values: a slice of it, or it and more.
  public TupleValue with(RunState run, List<?> values) {
    return new TupleValue(run, values);
  }

  /// The name of the type.
  public String typeName() {
    return "tuple";
  }

  /// What `print` shows, given what each value shows.
  public String repr(List<String> parts) {
    return parts.size() == 1 ? "(" + parts.get(0) + ",)" : "(" + String.join(", ", parts) + ")";
  }

  /// An attribute beyond those of every tuple, or null.
  public @Nullable Object attribute(String name) {
    return null;
  }
}
