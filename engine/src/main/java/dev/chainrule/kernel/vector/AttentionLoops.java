package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Strided;

/// Attention of floats, a head at a time while its scores are in the nearest caches; threads share
/// the heads. float64 is composed of other kernels.
///
/// The backward pass computes the weights again (Dao et al., "FlashAttention", 2022, section 3.1):
/// that takes a fifth of its work, and keeping them would take more memory than all else of the
/// head.
final class AttentionLoops {
  /// Fewer multiplications in all products are not worth a second thread.
  private static final long WORTH_THREADS = 1L << 21;

  private final Attention how;
  private final RowKernels rowKernels;

  AttentionLoops(Attention how, RowKernels rowKernels) {
    this.how = how;
    this.rowKernels = rowKernels;
  }

  /// Number i of `out` becomes softmax(scale·Q·Kᵀ)·V of number i of each.
  void run(Workers workers, Matrices q, Matrices k, Matrices v, float[] out) {
    share(workers, q.count(), (from, to) -> forward(from, to, q, k, v, out));
  }

  /// What the gradient `g` of the result gives Q, K and V.
  void gradient(
      Workers workers,
      Matrices q,
      Matrices k,
      Matrices v,
      Matrices g,
      float[] dq,
      float[] dk,
      float[] dv) {
    share(workers, q.count(), (from, to) -> backward(from, to, q, k, v, g, dq, dk, dv));
  }

  private void share(Workers workers, int heads, Workers.Part part) {
    long work = (long) heads * how.rows() * how.columns() * (how.inner() + how.width());
    workers.share(work, WORTH_THREADS, heads, 1, part);
  }

  private void forward(int from, int to, Matrices q, Matrices k, Matrices v, float[] out) {
    int rows = how.rows();
    int width = how.width();
    float[] scores = new float[rows * how.columns()];
    float[] weights = new float[rows * how.columns()];
    FloatMatmul product = scores(q, k, scores);
    FloatMatmul result =
        FloatMatmul.of(rows, width, how.columns(), matrix(weights), v.matrix(), out);
    for (int i = from; i < to; i++) {
      product.run(q.starts()[i], k.starts()[i], 0);
      weigh(scores, weights);
      result.run(0, v.starts()[i], i * rows * width);
    }
  }

  private void backward(
      int from,
      int to,
      Matrices q,
      Matrices k,
      Matrices v,
      Matrices g,
      float[] dq,
      float[] dk,
      float[] dv) {
    int rows = how.rows();
    int columns = how.columns();
    int inner = how.inner();
    int width = how.width();
    float[] scores = new float[rows * columns];
    float[] weights = new float[rows * columns];
    float[] gradient = new float[rows * columns];
    FloatMatmul product = scores(q, k, scores);
    FloatMatmul ofValues =
        FloatMatmul.of(columns, width, rows, turned(matrix(weights)), g.matrix(), dv);
    FloatMatmul ofWeights =
        FloatMatmul.of(rows, columns, width, g.matrix(), turned(v.matrix()), gradient);
    FloatMatmul ofQueries = FloatMatmul.of(rows, inner, columns, matrix(scores), k.matrix(), dq);
    FloatMatmul ofKeys =
        FloatMatmul.of(columns, inner, rows, turned(matrix(scores)), q.matrix(), dk);
    for (int i = from; i < to; i++) {
      product.run(q.starts()[i], k.starts()[i], 0);
      weigh(scores, weights);
      ofValues.run(0, g.starts()[i], i * columns * width);
      ofWeights.run(g.starts()[i], v.starts()[i], 0);
      FloatSoftmaxGradient.run(weights, gradient, rows, columns, scores);
      scale(scores);
      ofQueries.run(0, k.starts()[i], i * rows * inner);
      ofKeys.run(0, q.starts()[i], i * columns * inner);
    }
  }

  private FloatMatmul scores(Matrices q, Matrices k, float[] scores) {
    return FloatMatmul.of(
        how.rows(), how.columns(), how.inner(), q.matrix(), turned(k.matrix()), scores);
  }

  private void weigh(float[] scores, float[] weights) {
    scale(scores);
    if (how.causal()) {
      rowKernels.causalSoftmax(scores, how.rows(), how.columns(), weights);
    } else {
      rowKernels.softmax(scores, 0, how.rows(), how.columns(), weights);
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
