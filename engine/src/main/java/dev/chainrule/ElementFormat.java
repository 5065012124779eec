package dev.chainrule;

import dev.chainrule.array.NdArray;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// How PyTorch prints one element of a tensor, so that all of one tensor look alike: as whole
/// numbers, with four decimals, or in scientific notation, right-aligned in a common width.
///
/// The choice looks only at the finite, nonzero elements that are shown: scientific if the largest
/// magnitude is over 1,000 times the smallest or over 1e8, or if there are fractions and the
/// smallest is below 1e-4.
///
/// @param style how a number is written
/// @param width the least number of characters
record ElementFormat(Style style, int width) {

  /// The ways of writing a number.
  enum Style {
    TRUTH,
    WHOLE,
    FLOAT_WHOLE,
    DECIMALS,
    SCIENTIFIC
  }

  private static final int DECIMALS = 4;

  /// The format for the elements of `array` at these row-major indices.
  static ElementFormat of(NdArray array, List<Integer> shown) {
    Style style =
        switch (array.dtype()) {
          case BOOL -> Style.TRUTH;
          case INT64 -> Style.WHOLE;
          case FLOAT32, FLOAT64 ->
              floatStyle(
                  shown.stream().mapToDouble(array::get).filter(ElementFormat::counts).toArray());
        };
    int width = 1;
    for (int index : shown) {
      // PyTorch lets zeros and what is not finite be wider than the rest.
      if (!array.dtype().isFloat() || counts(array.get(index))) {
        width = Math.max(width, text(style, array, index).length());
      }
    }
    return new ElementFormat(style, width);
  }

  /// The element at row-major index `index`, padded on the left.
  String format(NdArray array, int index) {
    String text = text(style, array, index);
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static boolean counts(double value) {
    return Double.isFinite(value) && value != 0;
  }

  private static Style floatStyle(double[] values) {
    boolean whole = true;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double value : values) {
      whole &= value == Math.rint(value);
      smallest = Math.min(smallest, Math.abs(value));
      largest = Math.max(largest, Math.abs(value));
    }
    boolean scientific =
        values.length > 0
            && (largest / smallest > 1000 || largest > 1e8 || (!whole && smallest < 1e-4));
    return scientific ? Style.SCIENTIFIC : whole ? Style.FLOAT_WHOLE : Style.DECIMALS;
  }

  private static String text(Style style, NdArray array, int index) {
    return switch (style) {
      case TRUTH -> array.getLong(index) != 0 ? "True" : "False";
      case WHOLE -> Long.toString(array.getLong(index));
      case FLOAT_WHOLE, DECIMALS, SCIENTIFIC -> text(style, array.get(index));
    };
  }

  private static String text(Style style, double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0; // true for −0 too
    return (negative ? "-" : "") + magnitude(style, Math.abs(value));
  }

  /// Digits are those of the exact binary value, rounded half to even, as C and Python round.
  private static String magnitude(Style style, double value) {
    if (Double.isInfinite(value)) {
      return "inf";
    }
    BigDecimal exact = new BigDecimal(value);
    return switch (style) {
      case SCIENTIFIC -> scientific(exact);
      case DECIMALS -> exact.setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
      default -> exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ".";
    };
  }

  private static String scientific(BigDecimal exact) {
    if (exact.signum() == 0) {
      return "0.0000e+00";
    }
    BigDecimal rounded = exact.round(new MathContext(DECIMALS + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.movePointLeft(exponent).setScale(DECIMALS).toPlainString();
    String sign = exponent < 0 ? "-" : "+";
    int size = Math.abs(exponent);
    return digits + "e" + sign + (size < 10 ? "0" : "") + size;
  }
}
