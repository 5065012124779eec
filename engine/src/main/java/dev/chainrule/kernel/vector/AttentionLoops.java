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
    HeadProduct product = scores(in, scores);
    HeadProduct result = byRows(matrix(weights), in.value().matrix(), how.width(), out);
    for (int i = from; i < to; i++) {
      int at = kept == null ? 0 : i * size();
      weigh(product, in, i, scores, weights, at);
      result.run(at, in.value().starts()[i], out.starts()[i]);
    }
  }

  private void backward(
      int from, int to, Heads in, float @Nullable [] kept, Matrices g, Heads out) {
    float[] scores = new float[size()];
    float[] weights = kept == null ? new float[size()] : kept;
    float[] gradient = new float[size()]; // 0 where nobody sees it
    Matrices q = in.query();
    Matrices k = in.key();
    Matrices v = in.value();
    HeadProduct product = scores(in, scores);
    HeadProduct ofValues = byColumns(matrix(weights), g.matrix(), how.width(), out.value());
    HeadProduct ofWeights = squared(g.matrix(), v.matrix(), how.width(), gradient);
    HeadProduct ofQueries = byRows(matrix(scores), k.matrix(), how.inner(), out.query());
    HeadProduct ofKeys = byColumns(matrix(scores), q.matrix(), how.inner(), out.key());
    for (int i = from; i < to; i++) {
      int at = kept == null ? 0 : i * size();
      if (kept == null) {
        weigh(product, in, i, scores, weights, 0);
      }
      ofValues.run(at, g.starts()[i], out.value().starts()[i]);
      ofWeights.run(g.starts()[i], v.starts()[i], 0);
      FloatSoftmaxGradient.run(weights, at, gradient, how.rows(), how.columns(), scores);
      scale(scores);
      ofQueries.run(0, k.starts()[i], out.query().starts()[i]);
      ofKeys.run(0, q.starts()[i], out.key().starts()[i]);
    }
  }

  /// How many weights a head has.
  private int size() {
    return how.rows() * how.columns();
  }

  private HeadProduct scores(Heads in, float[] scores) {
    return squared(in.query().matrix(), in.key().matrix(), how.inner(), scores);
  }

  /// Each row of `a` times each of `b`, of `depth` elements: a matrix like the scores.
  private HeadProduct squared(Strided a, Strided b, int depth, float[] out) {
    HeadProduct.Form form = form(HeadProduct.Form.LOWER_RESULT);
    int columns = how.columns();
    return new HeadProduct(form, how.rows(), columns, depth, a, turned(b), out, columns);
  }

  /// A matrix like the scores times `b`, of `width` columns.
  private HeadProduct byRows(Strided scores, Strided b, int width, Matrices out) {
    HeadProduct.Form form = form(HeadProduct.Form.LOWER_LEFT);
    return product(form, how.rows(), width, how.columns(), scores, b, out);
  }

  /// A matrix like the scores, turned, times `b`, of `width` columns.
  private HeadProduct byColumns(Strided scores, Strided b, int width, Matrices out) {
    HeadProduct.Form form = form(HeadProduct.Form.UPPER_LEFT);
    return product(form, how.columns(), width, how.rows(), turned(scores), b, out);
  }

  private static HeadProduct product(
      HeadProduct.Form form, int m, int n, int k, Strided a, Strided b, Matrices out) {
    Strided to = out.matrix();
    float[] elements = ((Buffer.OfFloat) to.buffer()).array();
    return new HeadProduct(form, m, n, k, a, b, elements, to.strides()[0]);
  }

  private HeadProduct.Form form(HeadProduct.Form triangle) {
    return how.causal() && how.rows() == how.columns() ? triangle : HeadProduct.Form.FULL;
  }

  private void weigh(
      HeadProduct product, Heads in, int head, float[] scores, float[] weights, int to) {
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
