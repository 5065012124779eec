package dev.chainrule.check.notes;

import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.Locale;

/// How sentences show entries and their numbers.
public final class Entries {
  private Entries() {}

  /// The index of entry number `entry`, counted row by row: `[2, 0]`; `the value` of a scalar.
  public static String index(Shape shape, int entry) {
    if (shape.rank() == 0) {
      return "the value";
    }
    return "entry " + Arrays.toString(indices(shape, entry));
  }

  /// The indices of entry number `entry`, counted row by row.
  public static int[] indices(Shape shape, int entry) {
    int[] indices = new int[shape.rank()];
    int rest = entry;
    for (int d = shape.rank() - 1; d >= 0; d--) {
      indices[d] = rest % shape.size(d);
      rest /= shape.size(d);
    }
    return indices;
  }

  /// A number to read: at most six significant digits.
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.valueOf((long) value);
    }
    return Double.isFinite(value)
        ? String.valueOf(Double.parseDouble(String.format(Locale.ROOT, "%.6g", value)))
        : String.valueOf(value);
  }
}
