package dev.chainrule.nn.model;

import dev.chainrule.Tensor;
import dev.chainrule.nn.Module;

/// A model of text: from the tokens before, the logits of the token that comes next.
public abstract class LanguageModel extends Module {
  private final int vocabulary;
  private final int context;

  /// @param vocabulary how many tokens there are; token 0 ends a text and stands before it
  /// @param context how many tokens the model looks back at
  protected LanguageModel(int vocabulary, int context) {
    this.vocabulary = vocabulary;
    this.context = context;
  }

  public final int vocabulary() {
    return vocabulary;
  }

  public final int context() {
    return context;
  }

  /// The mean cross entropy in nats, recorded.
  ///
  /// @param x tokens, int64 \[n, context\]
  /// @param y the tokens that follow, int64 \[n\]; or, for a model that predicts at every position,
  ///   \[n, context\]
  public Tensor loss(Tensor x, Tensor y) {
    return forward(x).crossEntropy(y);
  }

  /// Computes the loss of a batch and leaves its gradients on the parameters, in place of what was
  /// there; returns the loss, outside any graph.
  public Tensor lossAndGradients(Tensor x, Tensor y) {
    Tensor loss = loss(x, y);
    zeroGrad();
    loss.backward();
    return loss.detach();
  }

  /// The logits of the token that follows each context, \[n, vocabulary\], not recorded.
  ///
  /// @param contexts int64 \[n, context\]
  public abstract Tensor next(Tensor contexts);

  /// Makes statistics that evaluation needs from the whole of `contexts`; most models have none.
  ///
  /// @param contexts int64 \[n, context\]
  public void calibrate(Tensor contexts) {}
}
