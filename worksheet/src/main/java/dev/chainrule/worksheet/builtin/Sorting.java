package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Ordering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A stable merge sort that asks nothing but `<`, as Python's does. Java's own may refuse an order
/// that contradicts itself, which NaN makes of any list of floats; and its questions must be the
/// same in both runs of a worksheet.
final class Sorting {
  private static final int SMALL = 64;

  private final RunState run;
  private final List<Object> keys;
  private final int[] order;
  private final int[] spare;

  private Sorting(RunState run, List<Object> keys) {
    this.run = run;
    this.keys = keys;
    this.order = new int[keys.size()];
    this.spare = new int[keys.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /// The values in order.
  ///
  /// @param key a function whose results are compared in place of the values, or `None`
  /// @param isReversed from the largest down; equal ones still keep their order
  static List<Object> sorted(
      BoundArguments a, List<Object> values, Object key, boolean isReversed) {
    List<Object> source = new ArrayList<>(values);
    if (isReversed) {
      Collections.reverse(source);
    }
    Sorting sorting = new Sorting(a.run(), keys(a, source, key));
    sorting.sort(0, source.size());
    List<Object> result = new ArrayList<>(source.size());
    for (int i : sorting.order) {
      result.add(source.get(i));
    }
    if (isReversed) {
      Collections.reverse(result);
    }
    return result;
  }

  /// What is compared for each value.
  static List<Object> keys(BoundArguments a, List<Object> values, Object key) {
    if (key == NoneValue.NONE) {
      return values;
    }
    if (!(key instanceof Callable function)) {
      throw a.mismatch("key", "a function", key);
    }
    List<Object> keys = new ArrayList<>(values.size());
    for (Object value : values) {
      keys.add(function.call(Arguments.of(a.run(), value)));
    }
    return keys;
  }

  private boolean isLess(int left, int right) {
    run.budget().step();
    return Ordering.isLess(run, keys.get(left), keys.get(right));
  }

  private void sort(int from, int to) {
    if (to - from < SMALL) {
      insert(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    boolean isDone = !isLess(order[middle], order[middle - 1]);
    if (!isDone) {
      merge(from, middle, to);
    }
  }

  /// Takes what is in order already, turns it round if it falls, and puts each of the others where
  /// a binary search finds its place: CPython's questions for a short list, so that even an order
  /// which contradicts itself comes out as there.
  private void insert(int from, int to) {
    int done = from + 1;
    boolean falls = done < to && isLess(order[done], order[from]);
    while (done < to && isLess(order[done], order[done - 1]) == falls) {
      done++;
    }
    for (int i = from, j = done - 1; falls && i < j; i++, j--) {
      swap(i, j);
    }
    for (int i = done; i < to; i++) {
      int moving = order[i];
      int low = from;
      int high = i;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (isLess(moving, order[middle])) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      System.arraycopy(order, low, order, low + 1, i - low);
      order[low] = moving;
    }
  }

  private void swap(int i, int j) {
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }

  private void merge(int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takesRight = left == middle || (right < to && isLess(order[right], order[left]));
      spare[i] = takesRight ? order[right++] : order[left++];
    }
    System.arraycopy(spare, from, order, from, to - from);
  }
}
