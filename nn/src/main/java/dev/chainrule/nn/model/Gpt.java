package dev.chainrule.nn.model;

import dev.chainrule.Generator;
import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.LayerNorm;
import dev.chainrule.nn.TransformerBlock;
import dev.chainrule.nn.init.Initial;
import java.util.ArrayList;
import java.util.List;

/// A transformer that predicts the next token at every position, as GPT-2 (Radford et al. 2019):
/// embeddings of tokens and positions, blocks, a norm, and a linear layer without bias.
///
/// Embeddings start at N(0, 0.02²), as there; blocks as [TransformerBlock] says.
public final class Gpt extends LanguageModel {
  private static final double DEVIATION = 0.02;

  private final Tensor tokens;
  private final Tensor positions;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;
  private final Tensor head;

  /// @param channels numbers a token, a multiple of `heads`
  public Gpt(
      int vocabulary, int context, int channels, int layers, int heads, Generator generator) {
    super(vocabulary, context);
    Initial initial = Initial.normal(0, DEVIATION);
    tokens = parameter("tokens", initial.draw(DType.FLOAT32, generator, vocabulary, channels));
    positions = parameter("positions", initial.draw(DType.FLOAT32, generator, context, channels));
    for (int i = 0; i < layers; i++) {
      blocks.add(child("block" + i, new TransformerBlock(channels, heads, generator)));
    }
    norm = child("norm", new LayerNorm(channels));
    head = parameter("head", initial.draw(DType.FLOAT32, generator, vocabulary, channels));
  }

  /// Logits \[n, length, vocabulary\] of tokens \[n, length\], of at most `context` each.
  @Override
  public Tensor forward(Tensor x) {
    Tensor h = tokens.embedding(x).add(positions.narrow(0, 0, x.size(1)));
    for (TransformerBlock block : blocks) {
      h = block.forward(h);
    }
    return norm.forward(h).linear(head, null);
  }

  /// The mean over all positions.
  ///
  /// @param y the tokens that follow, int64 \[n, length\]
  @Override
  public Tensor loss(Tensor x, Tensor y) {
    return forward(x).reshape(-1, vocabulary()).crossEntropy(y.reshape(-1));
  }

  @Override
  public Tensor next(Tensor contexts) {
    return GradMode.noGrad(() -> forward(contexts).select(1, contexts.size(1) - 1));
  }
}
