package dev.chainrule.op.fused;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Batches;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.index.Triangle;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// y = softmax(scale·Q·Kᵀ)·V (Vaswani et al. 2017, section 3.2.1), over the last two dimensions: Q
/// \[…, l, e\], K \[…, s, e\], V \[…, s, v\] give \[…, l, v\]. With `causal`, row i sees columns 0
/// to i.
///
/// @param axis the last axis of the scores
/// @param scale usually 1/√e
public record ScaledDotProductAttention(int axis, boolean causal, double scale) implements Fused {
  @Override
  public NdArray forward(List<NdArray> x) {
    Broadcast.shape(name(), x.stream().map(in -> batch(in.shape())).toList());
    NdArray byKernel = byKernel(x);
    return byKernel == null ? decompose(Numbers.INSTANCE, x) : byKernel;
  }

  /// The sizes of a head; null where inputs broadcast or something is empty.
  private @Nullable Attention sizes(List<NdArray> x) {
    Shape query = x.get(0).shape();
    Shape key = x.get(1).shape();
    Shape value = x.get(2).shape();
    boolean isPlain =
        batch(query).equals(batch(key))
            && batch(query).equals(batch(value))
            && x.stream().allMatch(in -> in.numel() > 0);
    return isPlain
        ? new Attention(query.size(-2), key.size(-2), query.size(-1), value.size(-1), causal, scale)
        : null;
  }

  private @Nullable NdArray byKernel(List<NdArray> x) {
    Attention sizes = sizes(x);
    if (sizes == null) {
      return null;
    }
    int[] shape = x.get(0).shape().toArray();
    shape[shape.length - 1] = sizes.width();
    NdArray out = NdArray.undefined(x.get(0).dtype(), Shape.of(shape));
    boolean done =
        Kernels.active()
            .attention(
                sizes,
                Batches.matrices(x.get(0)),
                Batches.matrices(x.get(1)),
                Batches.matrices(x.get(2)),
                out.buffer());
    return done ? out : null;
  }

  /// All three by a kernel that computes the weights once.
  @Override
  public @Nullable List<NdArray> gradInputs(List<NdArray> x, NdArray y, NdArray gradOutput) {
    Attention sizes = sizes(x);
    if (sizes == null) {
      return null;
    }
    List<NdArray> out = x.stream().map(in -> NdArray.undefined(in.dtype(), in.shape())).toList();
    boolean done =
        Kernels.active()
            .attentionGradient(
                sizes,
                Batches.matrices(x.get(0)),
                Batches.matrices(x.get(1)),
                Batches.matrices(x.get(2)),
                Batches.matrices(gradOutput),
                out.get(0).buffer(),
                out.get(1).buffer(),
                out.get(2).buffer());
    return done ? out : null;
  }

  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), Math.max(0, shape.rank() - 2)));
  }

  private <T> T weights(TensorAlgebra<T> a, T query, T key) {
    T scores = a.mul(a.matmul(query, a.transpose(key)), a.constant(scale));
    if (causal) {
      T ones = a.add(a.zerosLike(scores), a.constant(1));
      T seen = a.apply(new Triangle(true, 0), List.of(ones));
      scores = a.select(seen, scores, a.constant(Double.NEGATIVE_INFINITY));
    }
    return a.softmax(scores, axis);
  }

  @Override
  public <T> T decompose(TensorAlgebra<T> a, List<T> x) {
    return a.matmul(weights(a, x.get(0), x.get(1)), x.get(2));
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T weights = weights(a, x.get(0), x.get(1));
    if (input == 2) {
      return a.matmul(a.transpose(weights), gradOutput);
    }
    T gradWeights = a.matmul(gradOutput, a.transpose(x.get(2)));
    T mean = a.sum(a.mul(gradWeights, weights), Axes.single(axis), true);
    T gradScores = a.mul(a.mul(weights, a.sub(gradWeights, mean)), a.constant(scale));
    return input == 0
        ? a.matmul(gradScores, x.get(1))
        : a.matmul(a.transpose(gradScores), x.get(0));
  }
}
