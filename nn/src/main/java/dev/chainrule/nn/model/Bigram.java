package dev.chainrule.nn.model;

import dev.chainrule.Generator;
import dev.chainrule.GradMode;
import dev.chainrule.Tensor;

/// A table of logits: a row for the token before, which starts at N(0, 1), a column for the token
/// that follows. Trained, its softmax is the table of how often one follows the other.
public final class Bigram extends LanguageModel {
  private final Tensor logits;

  /// @param vocabulary how many tokens there are
  public Bigram(int vocabulary, Generator generator) {
    super(vocabulary, 1);
    logits = parameter("logits", Tensor.randn(generator, vocabulary, vocabulary));
  }

  /// Logits \[n, vocabulary\] of the tokens \[n, 1\].
  @Override
  public Tensor forward(Tensor x) {
    return logits.embedding(x.view(-1));
  }

  @Override
  public Tensor next(Tensor contexts) {
    return GradMode.noGrad(() -> forward(contexts));
  }
}
