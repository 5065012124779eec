package dev.chainrule.op.fused;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Attention;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.ResidualKernel;
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
/// to i. Where kernels leave out what a row does not see, NaN there does not reach it; by steps
/// 0·NaN does.
///
/// @param axis the last axis of the scores
/// @param scale usually 1/√e
public record ScaledDotProductAttention(int axis, boolean causal, double scale)
    implements Fused, ResidualKernel {
  @Override
  public NdArray forward(List<NdArray> x) {
    Broadcast.shape(name(), x.stream().map(in -> batch(in.shape())).toList());
    NdArray out = isPlain(x) ? out(x) : null;
    return out != null && attend(x, null, out) ? out : decompose(Numbers.INSTANCE, x);
  }

  @Override
  public @Nullable Forward forwardWithResidual(List<NdArray> x) {
    NdArray weights = isPlain(x) ? heads(x).weights(sizes(x)) : null;
    if (weights == null) {
      return null;
    }
    NdArray out = out(x);
    return attend(x, weights, out) ? new Forward(out, weights) : null;
  }

  /// Whether kernels will do: nothing broadcasts or is empty.
  private static boolean isPlain(List<NdArray> x) {
    Shape batch = batch(x.get(0).shape());
    return x.stream().allMatch(in -> in.numel() > 0 && batch(in.shape()).equals(batch));
  }

  private static HeadArrays heads(List<NdArray> x) {
    return new HeadArrays(x.get(0), x.get(1), x.get(2));
  }

  private Attention sizes(List<NdArray> x) {
    return heads(x).sizes(causal, scale);
  }

  private boolean attend(List<NdArray> x, @Nullable NdArray weights, NdArray out) {
    return heads(x).attend(sizes(x), weights, out);
  }

  private static NdArray out(List<NdArray> x) {
    int[] shape = x.get(0).shape().toArray();
    shape[shape.length - 1] = x.get(2).shape().size(-1);
    return NdArray.undefined(x.get(0).dtype(), Shape.of(shape));
  }

  /// All three by a kernel that needs the weights once.
  @Override
  public @Nullable List<NdArray> gradInputs(
      List<NdArray> x, NdArray y, @Nullable NdArray residual, NdArray gradOutput) {
    if (!isPlain(x)) {
      return null;
    }
    List<NdArray> out = x.stream().map(in -> NdArray.undefined(in.dtype(), in.shape())).toList();
    return heads(x).gradient(sizes(x), residual, gradOutput, heads(out)) ? out : null;
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
