package dev.chainrule.nn.train;

import dev.chainrule.Tensor;
import dev.chainrule.nn.Module;
import java.util.function.BiFunction;

/// What a step of training computes of a batch: the loss, and its gradients on the parameters.
@FunctionalInterface
public interface Objective {
  /// Leaves the gradients on the parameters, in place of what was there; returns the loss, a scalar
  /// outside any graph. [Training] calls it in a [dev.chainrule.TensorScope]: what else it computes
  /// ends with the step, unless it is kept.
  Tensor lossAndGradients(Tensor x, Tensor y);

  /// That of the tape: the gradients of `loss(x, y)` with respect to all parameters of `model`.
  static Objective of(Module model, BiFunction<Tensor, Tensor, Tensor> loss) {
    return (x, y) -> {
      Tensor value = loss.apply(x, y);
      model.zeroGrad();
      value.backward();
      return value.detach();
    };
  }
}
