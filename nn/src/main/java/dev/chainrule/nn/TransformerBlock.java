package dev.chainrule.nn;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;

/// A block of GPT-2 (Radford et al. 2019; Vaswani et al. 2017): \[n, length, channels\] gives the
/// same shape. x + attention(norm(x)), then the same with two linear layers of four times the
/// channels and a GELU between them. The norms come first, so a path without a norm leads from the
/// last block to the first.
///
/// Names, and how and in which order parameters start, are those of PyTorch's
/// `TransformerEncoderLayer(norm_first=True)`. There is no dropout in it.
public final class TransformerBlock extends Module {
  private final MultiHeadAttention attention;
  private final Linear expand;
  private final Linear contract;
  private final LayerNorm norm1;
  private final LayerNorm norm2;
  private final Activation activation;

  /// A causal float32 block with the exact GELU.
  public TransformerBlock(int channels, int heads, Generator generator) {
    this(channels, heads, true, Activation.gelu(), DType.FLOAT32, generator);
  }

  /// @param activation between the two linear layers; GPT-2's is [Activation#geluTanh]
  public TransformerBlock(
      int channels,
      int heads,
      boolean causal,
      Activation activation,
      DType dtype,
      Generator generator) {
    attention =
        child("self_attn", new MultiHeadAttention(channels, heads, causal, dtype, generator));
    expand = child("linear1", new Linear(channels, 4 * channels, true, dtype, generator));
    contract = child("linear2", new Linear(4 * channels, channels, true, dtype, generator));
    norm1 = child("norm1", new LayerNorm(channels, 1e-5, dtype));
    norm2 = child("norm2", new LayerNorm(channels, 1e-5, dtype));
    this.activation = child("activation", activation);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor attended = x.add(attention.forward(norm1.forward(x)));
    Tensor hidden = activation.forward(expand.forward(norm2.forward(attended)));
    return attended.add(contract.forward(hidden));
  }
}
