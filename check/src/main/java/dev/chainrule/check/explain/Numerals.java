package dev.chainrule.check.explain;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.TraceTable;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.stream.Collectors;

/// Numbers and indices as they are printed.
final class Numerals {
  private Numerals() {}

  static String number(double value) {
    return TraceTable.number(value);
  }

  static String latex(double value) {
    if (Double.isInfinite(value)) {
      return value < 0 ? "-\\infty" : "\\infty";
    }
    String text = number(value);
    int e = text.indexOf('e');
    if (Double.isNaN(value)) {
      return "\\text{NaN}";
    }
    return e < 0
        ? text
        : text.substring(0, e) + " \\cdot 10^{" + Integer.parseInt(text.substring(e + 1)) + "}";
  }

  /// A number as an operand: a negative one in parentheses.
  static Wording.Said signed(double value) {
    boolean isNegative = value < 0;
    return isNegative
        ? new Wording.Said("(" + number(value) + ")", "(" + latex(value) + ")")
        : new Wording.Said(number(value), latex(value));
  }

  /// `[3, 7]`, and nothing for a 0-d value.
  static String index(List<Integer> index) {
    return index.isEmpty() ? "" : index.toString();
  }

  static String latexIndex(List<Integer> index) {
    return index.isEmpty()
        ? ""
        : "_{" + index.stream().map(String::valueOf).collect(Collectors.joining(",")) + "}";
  }

  /// The element of `array`, broadcast to `shape`, at `position`.
  static double at(NdArray array, Shape shape, int position) {
    return array.expand(shape).get(position);
  }
}
