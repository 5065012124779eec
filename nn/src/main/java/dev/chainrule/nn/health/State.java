package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.util.Map;

/// A monitor's state as a checkpoint gives it back.
record State(Map<String, Tensor> tensors) {
  Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "load: the state of a health monitor has \"%s\"; none was given".formatted(name));
    }
    return tensor;
  }
}
