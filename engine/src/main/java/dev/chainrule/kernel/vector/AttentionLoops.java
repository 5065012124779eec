package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Heads;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;
import org.jspecify.annotations.Nullable;

/// Attention of floats, a head at a time while its scores are in the nearest caches; threads share
/// the heads. float64 is composed of other kernels.
///
/// The backward pass uses the weights that the forward pass left, or computes them again (Dao et
/// al., "FlashAttention", 2022, section 3.1), which is more than a fifth of its work.
final class AttentionLoops {
  /// Fewer multiplications in all products are not worth a second thread.
  private static final long WORTH_THREADS = 1L << 21;

  private final Attention how;
  private final RowKernels rowKernels;

  AttentionLoops(Attention how, RowKernels rowKernels) {
    this.how = how;
    this.rowKernels = rowKernels;
  }

  /// Matrix i of `out` becomes softmax(scale·Q·Kᵀ)·V of head i; its weights are left in `kept`, if
  /// there is one.
  void run(Workers workers, Heads in, float @Nullable [] kept, Matrices out) {
    share(workers, in.count(), (from, to) -> forward(from, to, in, kept, out));
  }

  /// What the gradient `g` of the result gives Q, K and V.
  void gradient(Workers workers, Heads in, float @Nullable [] kept, Matrices g, Heads out) {
    share(workers, in.count(), (from, to) -> backward(from, to, in, kept, g, out));
  }

  private void share(Workers workers, int heads, Workers.Part part) {
    long work = (long) heads * how.rows() * how.columns() * (how.inner() + how.width());
    workers.share(work, WORTH_THREADS, heads, 1, part);
  }

  private void forward(int from, int to, Heads in, float @Nullable [] kept, Matrices out) {
    float[] scores = new float[size()];
    float[] weights = kept == null ? new float[size()] : kept;
    FloatMatmul product = scores(in, scores);
    FloatMatmul result =
        product(how.rows(), how.width(), how.columns(), matrix(weights), in.value().matrix(), out);
    for (int i = from; i < to; i++) {
      int at = kept == null ? 0 : i * size();
      weigh(product, in, i, scores, weights, at);
      result.run(at, in.value().starts()[i], out.starts()[i]);
    }
  }

  private void backward(
      int from, int to, Heads in, float @Nullable [] kept, Matrices g, Heads out) {
    int rows = how.rows();
    int columns = how.columns();
    float[] scores = new float[size()];
    float[] weights = kept == null ? new float[size()] : kept;
    float[] gradient = new float[size()];
    Matrices q = in.query();
    Matrices k = in.key();
    Matrices v = in.value();
    FloatMatmul product = scores(in, scores);
    FloatMatmul ofValues =
        product(columns, how.width(), rows, turned(matrix(weights)), g.matrix(), out.value());
    FloatMatmul ofWeights =
        FloatMatmul.of(
            rows, columns, how.width(), g.matrix(), turned(v.matrix()), gradient, columns);
    FloatMatmul ofQueries =
        product(rows, how.inner(), columns, matrix(scores), k.matrix(), out.query());
    FloatMatmul ofKeys =
        product(columns, how.inner(), rows, turned(matrix(scores)), q.matrix(), out.key());
    for (int i = from; i < to; i++) {
      int at = kept == null ? 0 : i * size();
      if (kept == null) {
        weigh(product, in, i, scores, weights, 0);
      }
      ofValues.run(at, g.starts()[i], out.value().starts()[i]);
      ofWeights.run(g.starts()[i], v.starts()[i], 0);
      FloatSoftmaxGradient.run(weights, at, gradient, rows, columns, scores);
      scale(scores);
      ofQueries.run(0, k.starts()[i], out.query().starts()[i]);
      ofKeys.run(0, q.starts()[i], out.key().starts()[i]);
    }
  }

  /// How many weights a head has.
  private int size() {
    return how.rows() * how.columns();
  }

  private static FloatMatmul product(int m, int n, int k, Strided a, Strided b, Matrices out) {
    Strided to = out.matrix();
    return FloatMatmul.of(m, n, k, a, b, ((Buffer.OfFloat) to.buffer()).array(), to.strides()[0]);
  }

  private FloatMatmul scores(Heads in, float[] scores) {
    return FloatMatmul.of(
        how.rows(),
        how.columns(),
        how.inner(),
        in.query().matrix(),
        turned(in.key().matrix()),
        scores,
        how.columns());
  }

  private void weigh(
      FloatMatmul product, Heads in, int head, float[] scores, float[] weights, int to) {
    product.run(in.query().starts()[head], in.key().starts()[head], 0);
    scale(scores);
    if (how.causal()) {
      rowKernels.causalSoftmax(scores, how.rows(), how.columns(), weights, to);
    } else {
      rowKernels.softmax(scores, 0, how.rows(), how.columns(), weights, to);
    }
  }

  private void scale(float[] scores) {
    float factor = (float) how.scale();
    for (int i = 0; i < scores.length; i++) {
      scores[i] *= factor;
    }
  }

  /// As a matrix of a row for each row of Q and a column for each of K.
  private Strided matrix(float[] scores) {
    return new Strided(new Buffer.OfFloat(scores), 0, new int[] {how.columns(), 1});
  }

  private static Strided turned(Strided matrix) {
    int[] strides = matrix.strides();
    return new Strided(matrix.buffer(), matrix.offset(), new int[] {strides[1], strides[0]});
  }
}
