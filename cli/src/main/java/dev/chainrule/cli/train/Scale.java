package dev.chainrule.cli.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An axis: from numbers to parts of its length, and the numbers to label it with.
///
/// @param isLog whether equal lengths are equal factors
record Scale(double low, double high, boolean isLog) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /// Room beyond the data, as a part of its extent.
  private static final double ROOM = 0.04;

  /// An even axis from `low` to `high` exactly.
  static Scale exactly(double low, double high) {
    return new Scale(low, high > low ? high : low + 1, false);
  }

  /// An even axis that has room for some numbers; NaN does not count.
  static Scale around(List<Double> values) {
    double low = least(values, Double.NEGATIVE_INFINITY);
    double high = most(values);
    if (low > high) {
      return new Scale(0, 1, false);
    }
    double room = high > low ? (high - low) * ROOM : Math.max(Math.abs(low), 1) * ROOM;
    return new Scale(low - room, high + room, false);
  }

  /// An axis of powers of ten that has room for the positive ones of some numbers.
  static Scale powers(List<Double> values) {
    double low = least(values, 0);
    double high = most(values);
    if (low > high) {
      return new Scale(1e-4, 1, true);
    }
    double from = Math.pow(10, Math.floor(Math.log10(low)));
    double to = Math.pow(10, Math.ceil(Math.log10(high)));
    return new Scale(from, to > from ? to : from * 10, true);
  }

  private static double least(List<Double> values, double above) {
    return values.stream()
        .mapToDouble(v -> v)
        .filter(v -> v > above && v < Double.POSITIVE_INFINITY)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static double most(List<Double> values) {
    return values.stream()
        .mapToDouble(v -> v)
        .filter(Double::isFinite)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  /// Where a number is, 0 at the low end and 1 at the high one; NaN where it has no place.
  double at(double value) {
    if (isLog) {
      return value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NaN;
    }
    return (value - low) / (high - low);
  }

  /// About as many numbers to label, round ones.
  List<Double> ticks(int about) {
    return isLog ? powers(about) : even(about);
  }

  private List<Double> powers(int about) {
    int from = (int) Math.round(Math.log10(low));
    int to = (int) Math.round(Math.log10(high));
    int by = Math.max(1, (int) Math.ceil((to - from) / (double) about));
    List<Double> ticks = new ArrayList<>();
    for (int power = from; power <= to; power += by) {
      ticks.add(Math.pow(10, power));
    }
    return ticks;
  }

  private List<Double> even(int about) {
    double raw = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power;
    for (double factor : STEPS) {
      step = factor * power;
      if (step >= raw * 0.999) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /// A label: `0.25`, `20k`, `1e-4`.
  static String label(double value) {
    double size = Math.abs(value);
    if (value == 0) {
      return "0";
    }
    if (size >= 1e9 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.1e", value)
          .replaceFirst("\\.0e", "e")
          .replaceFirst("e([+-])0", "e$1")
          .replace("e+", "e");
    }
    if (size >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    return size >= 1e4 ? plain(value / 1e3) + "k" : plain(value);
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
