package dev.chainrule;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// Prints tensors as PyTorch's `repr` does, at its default settings: four digits, lines of 80
/// characters, and beyond 1,000 elements only the first and last three of each dimension.
final class TensorFormat {

  private static final int LINE = 80;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;
  private static final String PREFIX = "tensor(";

  private final NdArray array;
  private final int[] sizes;
  private final int[] strides;
  private final boolean summarize;
  private final ElementFormat element;

  private TensorFormat(NdArray array) {
    this.array = array;
    this.sizes = array.shape().toArray();
    this.strides = array.shape().contiguousStrides();
    this.summarize = array.numel() > THRESHOLD;
    List<Integer> shown = new ArrayList<>();
    forShown(0, 0, shown::add);
    this.element = ElementFormat.of(array, shown);
  }

  static String format(NdArray array) {
    if (array.hasEnded()) {
      return PREFIX + "..., size=" + tuple(array.shape()) + ", ended)";
    }
    boolean empty = array.numel() == 0;
    String body = PREFIX + (empty ? "[]" : new TensorFormat(array).block(0, 0, PREFIX.length()));
    List<String> suffixes = new ArrayList<>();
    if (empty && array.shape().rank() != 1) {
      suffixes.add("size=" + tuple(array.shape()));
    }
    // The elements show that they are whole or truth values; no element shows nothing.
    if (array.dtype() == DType.FLOAT64 || (empty && array.dtype() != DType.FLOAT32)) {
      suffixes.add("dtype=torch." + array.dtype());
    }
    return withSuffixes(body, suffixes);
  }

  private static String withSuffixes(String body, List<String> suffixes) {
    StringBuilder text = new StringBuilder(body);
    int column = body.length() - body.lastIndexOf('\n') + 1;
    for (String suffix : suffixes) {
      if (column + suffix.length() + 2 > LINE) {
        text.append(",\n").append(" ".repeat(PREFIX.length())).append(suffix);
        column = PREFIX.length() + suffix.length();
      } else {
        text.append(", ").append(suffix);
        column += suffix.length() + 2;
      }
    }
    return text.append(')').toString();
  }

  private static String tuple(Shape shape) {
    return Arrays.stream(shape.toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// What stands inside dimension `dim`, whose first element has row-major index `start`.
  private String block(int dim, int start, int indent) {
    if (dim == sizes.length) {
      return element.format(array, start);
    }
    List<String> parts = new ArrayList<>();
    boolean last = dim == sizes.length - 1;
    for (int i : positions(dim)) {
      parts.add(
          i < 0 ? (last ? " ..." : "...") : block(dim + 1, start + i * strides[dim], indent + 1));
    }
    if (last) {
      return "[" + lines(parts, indent) + "]";
    }
    String gap = "," + "\n".repeat(sizes.length - 1 - dim) + " ".repeat(indent + 1);
    return "[" + String.join(gap, parts) + "]";
  }

  private String lines(List<String> parts, int indent) {
    int perLine = Math.max(1, (LINE - indent) / (element.width() + 2));
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += perLine) {
      lines.add(String.join(", ", parts.subList(from, Math.min(from + perLine, parts.size()))));
    }
    return String.join(",\n" + " ".repeat(indent + 1), lines);
  }

  /// The positions of a dimension that are shown; −1 stands for those left out.
  private int[] positions(int dim) {
    int size = sizes[dim];
    if (!summarize || size <= 2 * EDGE) {
      int[] every = new int[size];
      Arrays.setAll(every, i -> i);
      return every;
    }
    return new int[] {0, 1, 2, -1, size - 3, size - 2, size - 1};
  }

  private void forShown(int dim, int start, IntConsumer use) {
    if (dim == sizes.length) {
      use.accept(start);
      return;
    }
    for (int i : positions(dim)) {
      if (i >= 0) {
        forShown(dim + 1, start + i * strides[dim], use);
      }
    }
  }
}
