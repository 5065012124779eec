package dev.chainrule.nn.model;

import dev.chainrule.Generator;
import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.nn.EmbeddingBag;
import dev.chainrule.nn.Linear;

/// The mean of the embeddings of a context, and a linear layer: the order of the tokens is lost.
public final class BagOfWords extends LanguageModel {
  private final EmbeddingBag embed;
  private final Linear unembed;

  /// @param embedding numbers a token
  public BagOfWords(int vocabulary, int context, int embedding, Generator generator) {
    super(vocabulary, context);
    embed = child("embed", new EmbeddingBag(vocabulary, embedding, generator));
    unembed = child("unembed", new Linear(embedding, vocabulary, generator));
  }

  /// Logits \[n, vocabulary\] of contexts \[n, context\].
  @Override
  public Tensor forward(Tensor x) {
    return unembed.forward(embed.forward(x));
  }

  @Override
  public Tensor next(Tensor contexts) {
    return GradMode.noGrad(() -> forward(contexts));
  }
}
