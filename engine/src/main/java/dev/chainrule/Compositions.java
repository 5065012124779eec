package dev.chainrule;

import dev.chainrule.array.DType;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.fused.ScaledDotProductAttention;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of tensors that are made of operations and need no rule of their own, and the
/// arguments of fused operations.
final class Compositions {
  private Compositions() {}

  /// Halves the folded elements again and again by a product of the two halves.
  static Tensor prod(Tensor x, Axes axes, boolean keepDim) {
    List<Integer> order = new ArrayList<>();
    for (int d = 0; d < x.rank(); d++) {
      if (!axes.contains(d)) {
        order.add(d);
      }
    }
    int kept = order.size();
    for (int axis : axes.toArray()) {
      order.add(axis);
    }
    Shape result = axes.reduce(x.shape(), keepDim);
    int count = axes.numel(x.shape());
    int[] sizes = Arrays.copyOf(axes.reduce(x.shape(), false).toArray(), kept + 1);
    sizes[kept] = count;
    Tensor counted = x.dtype() == DType.BOOL ? x.to(DType.INT64) : x;
    Tensor rest =
        counted.permute(order.stream().mapToInt(Integer::intValue).toArray()).reshape(sizes);
    if (count == 0) {
      return rest.sum(-1, false).add(1).reshape(result.toArray());
    }
    while (count > 1) {
      int half = count / 2;
      Tensor product = rest.narrow(-1, 0, half).mul(rest.narrow(-1, half, half));
      rest =
          count % 2 == 0
              ? product
              : Tensor.cat(List.of(product, rest.narrow(-1, count - 1, 1)), -1);
      count = half + count % 2;
    }
    return Views.reshape("prod", rest, result.toArray());
  }

  static Tensor dot(Tensor a, Tensor b) {
    requireVectors("dot", a, b);
    if (a.numel() != b.numel()) {
      throw new ShapeException(
          "dot",
          "both must have as many elements; given %s and %s".formatted(a.shape(), b.shape()),
          a.shape(),
          b.shape());
    }
    return a.matmul(b);
  }

  static Tensor outer(Tensor a, Tensor b) {
    requireVectors("outer", a, b);
    return a.unsqueeze(1).mul(b.unsqueeze(0));
  }

  private static void requireVectors(String name, Tensor a, Tensor b) {
    if (a.rank() != 1 || b.rank() != 1) {
      throw new ShapeException(
          name,
          "both must have one axis; given %s and %s".formatted(a.shape(), b.shape()),
          a.shape(),
          b.shape());
    }
  }

  static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    if (weight.rank() != 2 || x.rank() == 0 || x.size(-1) != weight.size(1)) {
      throw new ShapeException(
          "linear",
          "the weight must be [out, in] and the input [..., in]; given input %s, weight %s"
              .formatted(x.shape(), weight.shape()),
          x.shape(),
          weight.shape());
    }
    if (x.rank() > 2 && x.numel() > 0) {
      // As one matrix, so that the weight's gradient is one product too, and not a sum of many.
      int[] sizes = x.shape().toArray();
      sizes[sizes.length - 1] = weight.size(0);
      Tensor rows = x.reshape(x.numel() / weight.size(1), weight.size(1));
      return linear(rows, weight, bias).reshape(sizes);
    }
    Tensor product = Tensor.apply(Matmul.of(x.shape(), weight.shape()), x, weight.t());
    return bias == null ? product : Recording.INSTANCE.addOver(product, bias);
  }

  static Tensor crossEntropy(Tensor logits, Tensor target) {
    return target.dtype().isFloat()
        ? Tensor.apply(new SoftCrossEntropy(logits.rank() - 1), logits, target)
        : Tensor.apply(CrossEntropy.of(logits.shape(), target.shape()), logits, target);
  }

  static Tensor batchNorm(Tensor x, Tensor weight, Tensor bias, double eps, int correction) {
    boolean fits = x.rank() >= 2 && weight.rank() == 1 && weight.size(0) == x.size(1);
    if (!fits || !bias.shape().equals(weight.shape())) {
      throw new ShapeException(
          "batchNorm",
          "input must be [n, c, ...] with weight and bias [c]; given input %s, weight %s, bias %s"
              .formatted(x.shape(), weight.shape(), bias.shape()),
          x.shape(),
          weight.shape(),
          bias.shape());
    }
    int[] batch = new int[x.rank() - 1];
    int[] channels = new int[x.rank() - 1];
    Arrays.fill(channels, 1);
    channels[0] = x.size(1);
    Arrays.setAll(batch, i -> i == 0 ? 0 : i + 1);
    Normalize normalize =
        new Normalize("batchNorm", Axes.of("batchNorm", x.shape(), batch), eps, correction);
    boolean matrix = x.rank() == 2;
    return Tensor.apply(
        normalize,
        x,
        matrix ? weight : weight.reshape(channels),
        matrix ? bias : bias.reshape(channels));
  }

  static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
    int rank = weight.rank();
    boolean fits = rank > 0 && rank <= x.rank() && bias.shape().equals(weight.shape());
    for (int back = 1; fits && back <= rank; back++) {
      fits = x.size(-back) == weight.size(-back);
    }
    if (!fits) {
      throw new ShapeException(
          "layerNorm",
          "weight and bias must have the last axes of the input; given input %s, weight %s, bias %s"
              .formatted(x.shape(), weight.shape(), bias.shape()),
          x.shape(),
          weight.shape(),
          bias.shape());
    }
    int[] features = new int[rank];
    Arrays.setAll(features, i -> i - rank);
    Axes axes = Axes.of("layerNorm", x.shape(), features);
    return Tensor.apply(new Normalize("layerNorm", axes, eps, 0), x, weight, bias);
  }

  static Tensor attention(Tensor query, Tensor key, Tensor value, boolean causal) {
    boolean fits =
        query.rank() >= 2
            && key.rank() == query.rank()
            && value.rank() == query.rank()
            && query.size(-1) == key.size(-1)
            && key.size(-2) == value.size(-2);
    if (!fits) {
      throw new ShapeException(
          "scaledDotProductAttention",
          "query must be [..., l, e], key [..., s, e], value [..., s, v]; given %s, %s, %s"
              .formatted(query.shape(), key.shape(), value.shape()),
          query.shape(),
          key.shape(),
          value.shape());
    }
    double scale = 1 / Math.sqrt(query.size(-1));
    return Tensor.apply(
        new ScaledDotProductAttention(query.rank() - 1, causal, scale), query, key, value);
  }
}
