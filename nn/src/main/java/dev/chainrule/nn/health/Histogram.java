package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How often numbers fall into each of some equally wide bins.
///
/// @param low where the first bin begins
/// @param high where the last bin ends
/// @param counts of the bins, in order
public record Histogram(double low, double high, List<Long> counts) {
  private static final int BINS = 40;

  /// Powers of two between which ratios are counted: 2⁻³⁰ is about 1e-9.
  private static final int LEAST_POWER = -30;

  private static final int MOST_POWER = 2;

  /// That of no numbers.
  public static final Histogram EMPTY = new Histogram(0, 0, List.of());

  public Histogram {
    counts = List.copyOf(counts);
  }

  /// Of the finite ones of some numbers, from the least to the greatest.
  static Histogram of(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Math.abs(value) <= Double.MAX_VALUE) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return low > high ? EMPTY : of(values, low, high > low ? high : low + 1e-9 + Math.abs(low));
  }

  /// Of those between `low` and `high`.
  static Histogram of(double[] values, double low, double high) {
    long[] counts = new long[BINS];
    double scale = BINS / (high - low);
    for (double value : values) {
      if (value >= low && value <= high) {
        counts[Math.min(BINS - 1, (int) ((value - low) * scale))]++;
      }
    }
    return new Histogram(low, high, boxed(counts));
  }

  /// Of the logarithms to base 2 of |after − before| / |before|, entry by entry, a bin for each
  /// power; entries that did not change or were 0 do not count.
  static Histogram ofRatios(double[] before, double[] after) {
    long[] counts = new long[MOST_POWER - LEAST_POWER];
    for (int i = 0; i < before.length; i++) {
      double change = Math.abs(after[i] - before[i]);
      if (change > 0 && before[i] != 0) {
        // The exponent of a double is the whole part of its logarithm.
        int bin = Math.getExponent(change / Math.abs(before[i])) - LEAST_POWER;
        counts[Math.clamp(bin, 0, counts.length - 1)]++;
      }
    }
    return new Histogram(LEAST_POWER, MOST_POWER, boxed(counts));
  }

  private static List<Long> boxed(long[] counts) {
    List<Long> boxed = new ArrayList<>(counts.length);
    for (long count : counts) {
      boxed.add(count);
    }
    return boxed;
  }

  /// How many numbers were counted.
  public long total() {
    return counts.stream().mapToLong(count -> count).sum();
  }

  /// Bounds and counts as one vector.
  Tensor state() {
    double[] numbers = new double[counts.size() + 2];
    numbers[0] = low;
    numbers[1] = high;
    for (int i = 0; i < counts.size(); i++) {
      numbers[i + 2] = counts.get(i);
    }
    return Tensor.of(numbers);
  }

  /// That of which [#state] was taken.
  static Histogram of(Tensor state) {
    double[] numbers = state.toDoubleArray();
    List<Long> counts = new ArrayList<>();
    for (int i = 2; i < numbers.length; i++) {
      counts.add((long) numbers[i]);
    }
    return new Histogram(numbers[0], numbers[1], counts);
  }
}
