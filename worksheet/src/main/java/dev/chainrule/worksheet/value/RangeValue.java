package dev.chainrule.worksheet.value;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// `range(start, stop, step)`: never more than three numbers, however long it is.
public record RangeValue(long start, long stop, long step, long length) {
  /// The range from `start` up to but not including `stop`.
  public static RangeValue of(long start, long stop, long step) {
    return new RangeValue(start, stop, step, count(start, stop, step));
  }

  /// How many numbers lie on the way from `start` to before `stop`.
  static long count(long start, long stop, long step) {
    boolean isEmpty = step > 0 ? start >= stop : start <= stop;
    if (isEmpty) {
      return 0;
    }
    long distance = step > 0 ? stop - start : start - stop;
    long stride = step > 0 ? step : -step;
    return distance < 0 ? Long.MAX_VALUE : (distance - 1) / stride + 1;
  }

  /// The number at a place from 0 on.
  public long at(long index) {
    return start + index * step;
  }

  /// True if the number is one of the range's.
  public boolean contains(long number) {
    boolean isBetween =
        step > 0 ? number >= start && number < stop : number <= start && number > stop;
    return isBetween && (number - start) % step == 0;
  }

  /// The numbers, one after the other.
  public Iterator<Object> iterator() {
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < length;
      }

      @Override
      public Object next() {
        if (next >= length) {
          throw new NoSuchElementException();
        }
        return at(next++);
      }
    };
  }
}
