package dev.chainrule.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What every contestant is asked to do, with the same numbers.
///
/// @param operation what to compute: `matmul`
/// @param settings small numbers that it depends on: `hidden` is 64
/// @param inputs the arrays, in the order that the operation takes them
public record Task(String operation, Map<String, Integer> settings, List<Input> inputs) {
  public Task {
    settings = Map.copyOf(settings);
    inputs = List.copyOf(inputs);
  }

  /// The setting `name`, or 0.
  public int setting(String name) {
    return settings.getOrDefault(name, 0);
  }

  /// The same with one more setting.
  public Task with(String name, int value) {
    Map<String, Integer> more = new HashMap<>(settings);
    more.put(name, value);
    return new Task(operation, more, inputs);
  }

  /// Whether the setting `name` is not 0.
  public boolean is(String name) {
    return setting(name) != 0;
  }

  /// The input `name`.
  public Input input(String name) {
    return inputs.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(operation + ": no input " + name));
  }
}
