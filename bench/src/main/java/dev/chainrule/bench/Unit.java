package dev.chainrule.bench;

import java.util.Locale;

/// What the figures of a work mean. A figure is a time in nanoseconds, or bytes; less is better.
sealed interface Unit {
  /// The figure as the table shows it.
  String show(double figure);

  /// A time.
  record Time() implements Unit {
    @Override
    public String show(double nanoseconds) {
      if (nanoseconds < 1_000) {
        return "%s ns".formatted(digits(nanoseconds));
      }
      if (nanoseconds < 1_000_000) {
        return "%s µs".formatted(digits(nanoseconds / 1_000));
      }
      return "%s ms".formatted(digits(nanoseconds / 1_000_000));
    }
  }

  /// A time, shown as billions of operations a second.
  ///
  /// @param operations multiplications and additions
  record Rate(double operations) implements Unit {
    @Override
    public String show(double nanoseconds) {
      return "%s GFLOP/s".formatted(digits(operations / nanoseconds));
    }
  }

  /// A time, shown for each of `nodes` nodes.
  record PerNode(int nodes) implements Unit {
    @Override
    public String show(double nanoseconds) {
      return "%s ns".formatted(digits(nanoseconds / nodes));
    }
  }

  /// The largest resident memory.
  ///
  /// @param runs after how many runs it is read
  record Memory(int runs) implements Unit {
    @Override
    public String show(double bytes) {
      return "%s MB".formatted(digits(bytes / 1e6));
    }
  }

  /// Three digits that count, or at least one of a number below a tenth.
  static String digits(double number) {
    int decimals = number >= 99.95 ? 0 : number >= 9.995 ? 1 : number >= 0.0995 ? 2 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
