package dev.chainrule.worksheet.torch;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// How NumPy prints an array, at its default settings: the fewest digits that tell a number, but at
/// most eight after the point; all numbers of an array aligned at the point.
final class NumpyText {
  private static final int DIGITS = 8;
  private static final int LINE = 75;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;

  private final NdArray array;
  private final String separator;
  private final int[] strides;
  private final boolean isSummarized;
  private final List<String> texts = new ArrayList<>();

  private NumpyText(NdArray array, String separator) {
    this.array = array;
    this.separator = separator;
    this.strides = array.shape().contiguousStrides();
    this.isSummarized = array.numel() > THRESHOLD;
  }

  /// As `str` shows it.
  static String text(NdArray array) {
    return new NumpyText(array, "").whole(0);
  }

  /// As `repr` shows it.
  static String repr(NdArray array) {
    String prefix = "array(";
    String type = array.dtype() == DType.FLOAT32 ? ", dtype=float32" : "";
    return prefix + new NumpyText(array, ",").whole(prefix.length()) + type + ")";
  }

  private String whole(int indent) {
    if (array.numel() == 0) {
      return "[]";
    }
    List<Integer> shown = new ArrayList<>();
    collect(0, 0, shown);
    texts.addAll(aligned(shown));
    return block(0, indent);
  }

  private void collect(int dim, int start, List<Integer> shown) {
    if (dim == array.shape().rank()) {
      shown.add(start);
      return;
    }
    for (int i : positions(dim)) {
      if (i >= 0) {
        collect(dim + 1, start + i * strides[dim], shown);
      }
    }
  }

  /// The positions of a dimension that are shown; −1 stands for those left out.
  private int[] positions(int dim) {
    int size = array.shape().size(dim);
    if (!isSummarized || size <= 2 * EDGE) {
      int[] every = new int[size];
      for (int i = 0; i < size; i++) {
        every[i] = i;
      }
      return every;
    }
    return new int[] {0, 1, 2, -1, size - 3, size - 2, size - 1};
  }

  /// Takes the texts of one block from the front.
  private String block(int dim, int indent) {
    if (dim == array.shape().rank()) {
      return texts.removeFirst();
    }
    boolean isRow = dim == array.shape().rank() - 1;
    List<String> parts = new ArrayList<>();
    for (int i : positions(dim)) {
      parts.add(i < 0 ? "..." : block(dim + 1, indent + 1));
    }
    if (isRow) {
      return row(parts, indent);
    }
    String gap = separator + "\n".repeat(array.shape().rank() - 1 - dim) + " ".repeat(indent + 1);
    return "[" + String.join(gap, parts) + "]";
  }

  private String row(List<String> parts, int indent) {
    StringBuilder text = new StringBuilder("[");
    int column = indent + 1;
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        text.append(separator);
        boolean isFull = column + 1 + separator.length() + parts.get(i).length() > LINE - 1;
        if (isFull) {
          text.setLength(text.toString().stripTrailing().length());
        }
        text.append(isFull ? "\n" + " ".repeat(indent + 1) : " ");
        column = isFull ? indent + 1 : column + 1 + separator.length();
      }
      text.append(parts.get(i));
      column += parts.get(i).length();
    }
    return text.append(']').toString();
  }

  private List<String> aligned(List<Integer> shown) {
    boolean isAlone = array.shape().rank() == 0;
    if (!array.dtype().isFloat()) {
      List<String> plain = shown.stream().map(this::plain).toList();
      int width = plain.stream().mapToInt(String::length).max().orElse(0);
      return plain.stream().map(text -> " ".repeat(width - text.length()) + text).toList();
    }
    double[] sizes =
        shown.stream()
            .mapToDouble(i -> Math.abs(array.get(i)))
            .filter(x -> x > 0 && Double.isFinite(x))
            .toArray();
    double largest = java.util.Arrays.stream(sizes).max().orElse(1);
    double smallest = java.util.Arrays.stream(sizes).min().orElse(1);
    boolean isScientific =
        isAlone
            ? largest >= 1e16 || smallest < 1e-4
            : largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000;
    List<String> texts =
        shown.stream().map(i -> isScientific ? scientific(i) : positional(i)).toList();
    return isAlone ? List.of(texts.get(0)) : isScientific ? stretched(texts) : atPoint(texts);
  }

  private String plain(int index) {
    if (array.dtype() == DType.BOOL) {
      return array.getLong(index) != 0 ? "True" : "False";
    }
    return Long.toString(array.getLong(index));
  }

  private String positional(int index) {
    double value = array.get(index);
    if (!Double.isFinite(value)) {
      return unusual(value);
    }
    BigDecimal digits = shortest(value);
    boolean isAlone = array.shape().rank() == 0;
    if (!isAlone && digits.scale() > DIGITS) {
      digits = digits.setScale(DIGITS, RoundingMode.HALF_EVEN);
    }
    String text = digits.signum() == 0 ? "0" : digits.stripTrailingZeros().toPlainString();
    boolean hasPoint = text.indexOf('.') >= 0;
    return sign(value) + text + (hasPoint ? "" : isAlone ? ".0" : ".");
  }

  private String scientific(int index) {
    double value = array.get(index);
    if (!Double.isFinite(value)) {
      return unusual(value);
    }
    BigDecimal digits = shortest(value).round(new MathContext(DIGITS + 1, RoundingMode.HALF_EVEN));
    if (digits.signum() == 0) {
      return sign(value) + "0.e+00";
    }
    BigDecimal stripped = digits.stripTrailingZeros();
    String all = stripped.unscaledValue().toString();
    int exponent = all.length() - 1 - stripped.scale();
    String size = String.valueOf(Math.abs(exponent));
    boolean isShort = array.shape().rank() == 0 && all.length() == 1;
    return sign(value)
        + all.charAt(0)
        + (isShort ? "" : ".")
        + all.substring(1)
        + (exponent < 0 ? "e-" : "e+")
        + (size.length() < 2 ? "0" + size : size);
  }

  private BigDecimal shortest(double value) {
    double size = Math.abs(value);
    return new BigDecimal(
        array.dtype() == DType.FLOAT32 ? Float.toString((float) size) : Double.toString(size));
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private static String unusual(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /// Blanks before and behind, so that the points stand below each other.
  private static List<String> atPoint(List<String> texts) {
    int left = 0;
    int right = 0;
    for (String text : texts) {
      int point = text.indexOf('.');
      left = Math.max(left, Math.max(point, 0));
      right = Math.max(right, point < 0 ? 0 : text.length() - point - 1);
    }
    for (String text : texts) {
      left = Math.max(left, text.indexOf('.') < 0 ? text.length() - right - 1 : 0);
    }
    List<String> aligned = new ArrayList<>();
    for (String text : texts) {
      int point = text.indexOf('.');
      if (point < 0) {
        aligned.add(" ".repeat(Math.max(0, left + right + 1 - text.length())) + text);
      } else {
        aligned.add(
            " ".repeat(left - point) + text + " ".repeat(right - (text.length() - point - 1)));
      }
    }
    return aligned;
  }

  /// As many digits behind the point in each.
  private static List<String> stretched(List<String> texts) {
    int decimals = 0;
    for (String text : texts) {
      if (text.indexOf('e') >= 0) {
        decimals = Math.max(decimals, text.indexOf('e') - text.indexOf('.') - 1);
      }
    }
    List<String> longer = new ArrayList<>();
    for (String text : texts) {
      int exponent = text.indexOf('e');
      int missing = exponent < 0 ? 0 : decimals - (exponent - text.indexOf('.') - 1);
      longer.add(
          exponent < 0
              ? text
              : text.substring(0, exponent) + "0".repeat(missing) + text.substring(exponent));
    }
    int width = longer.stream().mapToInt(String::length).max().orElse(0);
    return longer.stream().map(text -> " ".repeat(width - text.length()) + text).toList();
  }
}
