package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.WorksheetException;

/// `start:stop:step` as a value; each part an integer or `None`.
public record SliceValue(Object start, Object stop, Object step) {
  /// The indices of a slice of something with a length: `count` of them, from `first` on, `step`
  /// apart.
  public record Range(long first, long step, long count) {
    /// The index of the slice's element at `i`.
    public long at(long i) {
      return first + i * step;
    }
  }

  /// Which elements this slice takes, by Python's rules: what lies outside is clipped.
  public Range of(long length) {
    long by = step == NoneValue.NONE ? 1 : part(step);
    if (by == 0) {
      throw new WorksheetException("the step of a slice must not be 0");
    }
    long lowest = by > 0 ? 0 : -1;
    long highest = by > 0 ? length : length - 1;
    long first = start == NoneValue.NONE ? (by > 0 ? lowest : highest) : clip(start, length, by);
    long last = stop == NoneValue.NONE ? (by > 0 ? highest : lowest) : clip(stop, length, by);
    return new Range(first, by, RangeValue.count(first, last, by));
  }

  private static long clip(Object part, long length, long step) {
    long index = part(part);
    if (index < 0) {
      index += length;
    }
    long lowest = step > 0 ? 0 : -1;
    long highest = step > 0 ? length : length - 1;
    return Math.clamp(index, lowest, Math.max(lowest, highest));
  }

  private static long part(Object part) {
    return switch (part) {
      case Long number -> Math.clamp(number, -Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
      case Boolean truth -> truth ? 1 : 0;
      case java.math.BigInteger number -> number.signum() * (Long.MAX_VALUE / 4);
      case ForeignValue foreign -> foreign.toIndex();
      default ->
          throw new WorksheetException(
              "the parts of a slice must be ints or None, not " + Describe.value(part));
    };
  }
}
