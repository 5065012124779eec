package dev.chainrule.op.fused;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Heads;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Batches;
import dev.chainrule.shape.Shape;
import org.jspecify.annotations.Nullable;

/// Queries \[…, l, e\], keys \[…, s, e\] and values \[…, s, v\] of heads of attention, wherever
/// they lie, and the kernels for them.
record HeadArrays(NdArray query, NdArray key, NdArray value) {
  Attention sizes(boolean causal, double scale) {
    return new Attention(
        query.shape().size(-2),
        key.shape().size(-2),
        query.shape().size(-1),
        value.shape().size(-1),
        causal,
        scale);
  }

  private Heads heads() {
    return new Heads(Batches.matrices(query), Batches.matrices(key), Batches.matrices(value));
  }

  /// Room for the weights, where all of a head take no more than its queries, keys, values and
  /// results do. Longer sequences had better compute them twice.
  @Nullable NdArray weights(Attention how) {
    long size = (long) how.rows() * how.columns();
    if (size > (how.rows() + (long) how.columns()) * (how.inner() + how.width())) {
      return null;
    }
    int count = query.numel() / (how.rows() * how.inner());
    return query.dtype() == DType.FLOAT32
        ? NdArray.undefined(DType.FLOAT32, Shape.of(count, how.rows(), how.columns()))
        : null;
  }

  /// Writes attention to `out` \[…, l, v\], and its weights where they are to be kept.
  ///
  /// @return false, with nothing done, where plain operations must serve
  boolean attend(Attention how, @Nullable NdArray weights, NdArray out) {
    return Kernels.active()
        .attention(how, heads(), weights == null ? null : weights.buffer(), Batches.matrices(out));
  }

  /// Writes to `gradients` what `gradOutput` gives these.
  ///
  /// @return false, with nothing done, where plain operations must serve
  boolean gradient(
      Attention how, @Nullable NdArray weights, NdArray gradOutput, HeadArrays gradients) {
    return Kernels.active()
        .attentionGradient(
            how,
            heads(),
            weights == null ? null : weights.buffer(),
            Batches.matrices(gradOutput),
            gradients.heads());
  }
}
