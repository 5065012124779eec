package dev.chainrule.nn.optim;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Bounds gradients before a step. Clip gradients, never the loss: a clipped loss has the gradient
/// zero exactly where it is large.
public final class Clip {
  private Clip() {}

  /// Scales all gradients by one factor, so that the norm of all of them together is at most `max`;
  /// the direction stays (Pascanu, Mikolov & Bengio 2013, "On the difficulty of training recurrent
  /// neural networks", algorithm 1). As `torch.nn.utils.clip_grad_norm_`: the factor is max/(norm +
  /// 1e-6) where that is below 1. A norm that is not finite makes the gradients NaN or 0; look at
  /// what is returned.
  ///
  /// @param parameters those without a gradient do not count
  /// @return the norm before
  public static double byGlobalNorm(Collection<Tensor> parameters, double max) {
    requirePositive("byGlobalNorm", max);
    List<Tensor> gradients = gradients(parameters);
    double squares = 0;
    for (Tensor gradient : gradients) {
      squares += gradient.square().sum().item();
    }
    double norm = Math.sqrt(squares);
    double factor = max / (norm + 1e-6);
    if (!(factor >= 1)) {
      gradients.forEach(gradient -> gradient.mulInPlace(factor));
    }
    return norm;
  }

  /// Keeps every entry of every gradient between −`max` and `max`; the direction changes.
  public static void byValue(Collection<Tensor> parameters, double max) {
    requirePositive("byValue", max);
    gradients(parameters).forEach(gradient -> gradient.copyInPlace(gradient.clamp(-max, max)));
  }

  private static List<Tensor> gradients(Collection<Tensor> parameters) {
    List<Tensor> gradients = new ArrayList<>();
    for (Tensor parameter : parameters) {
      Tensor gradient = parameter.grad();
      if (gradient != null) {
        gradients.add(gradient.detach());
      }
    }
    return gradients;
  }

  private static void requirePositive(String operation, double max) {
    if (!(max > 0)) {
      throw new IllegalArgumentException(
          "%s: the bound must be above 0; given %s".formatted(operation, max));
    }
  }
}
