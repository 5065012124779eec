package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.List;
import java.util.Map;

/// The arguments of one call as they were written: first those by position, then those by name, in
/// order.
public record Arguments(RunState run, List<Object> positional, Map<String, Object> named) {
  /// Arguments by position only.
  public static Arguments of(RunState run, Object... positional) {
    return new Arguments(run, List.of(positional), Map.of());
  }
}
