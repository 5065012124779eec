package dev.chainrule.nn;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.init.Gain;
import dev.chainrule.nn.init.Initial;
import dev.chainrule.shape.ShapeException;
import java.util.Objects;

/// Self-attention with several heads (Vaswani et al. 2017, section 3.2.2): \[n, length, channels\]
/// gives the same shape. Each head attends with its own share of the channels; queries, keys and
/// values are one linear layer of the input. With `causal`, a position sees itself and those
/// before.
///
/// Parameters, their order and how they start are those of PyTorch's `MultiheadAttention`:
/// `in_proj_weight` \[3·channels, channels\] (Xavier uniform) and `in_proj_bias` (0) for queries,
/// keys and values in this order, and `out_proj`, whose bias starts at 0.
public final class MultiHeadAttention extends Module {
  private final int heads;
  private final boolean causal;
  private final Tensor inWeight;
  private final Tensor inBias;
  private final Linear out;

  /// A float32 layer.
  public MultiHeadAttention(int channels, int heads, boolean causal, Generator generator) {
    this(channels, heads, causal, DType.FLOAT32, generator);
  }

  public MultiHeadAttention(
      int channels, int heads, boolean causal, DType dtype, Generator generator) {
    if (heads < 1 || channels % heads != 0) {
      throw new IllegalArgumentException(
          "MultiHeadAttention: the heads must share the channels evenly; given %d channels, %d heads"
              .formatted(channels, heads));
    }
    this.heads = heads;
    this.causal = causal;
    // PyTorch draws the output's layer first, its bias too, and sets that to 0 afterwards.
    out = new Linear(channels, channels, true, dtype, generator);
    Objects.requireNonNull(out.bias()).fillInPlace(0);
    Tensor drawn =
        Initial.xavierUniform(Gain.LINEAR).draw(dtype, generator, 3 * channels, channels);
    inWeight = parameter("in_proj_weight", drawn);
    inBias = parameter("in_proj_bias", Tensor.full(dtype, 0, 3 * channels));
    child("out_proj", out);
  }

  @Override
  public Tensor forward(Tensor x) {
    int channels = inWeight.size(1);
    if (x.rank() != 3 || x.size(-1) != channels) {
      throw new ShapeException(
          "MultiHeadAttention",
          "the input must be [n, length, %d]; given %s".formatted(channels, x.shape()),
          x.shape());
    }
    return out.forward(x.linear(inWeight, inBias).selfAttention(heads, causal));
  }
}
