package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.util.Arrays;
import java.util.List;

/// A number for each sampled step.
final class Series {
  private static final int LEAST = 16;

  private double[] values = new double[LEAST];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(LEAST, 2 * size));
    }
    values[size++] = value;
  }

  /// Adds NaN until there are `count` of them.
  void padTo(int count) {
    while (size < count) {
      add(Double.NaN);
    }
  }

  int size() {
    return size;
  }

  double last() {
    return values[size - 1];
  }

  List<Double> values() {
    return Arrays.stream(values, 0, size).boxed().toList();
  }

  Tensor state() {
    return Tensor.of(Arrays.copyOf(values, size));
  }

  void load(Tensor state) {
    values = state.toDoubleArray();
    size = values.length;
  }
}
