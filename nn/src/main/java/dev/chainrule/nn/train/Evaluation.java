package dev.chainrule.nn.train;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.TensorScope;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.data.Dataset;
import java.util.function.BiFunction;

/// The mean loss over a data set, in evaluation mode and without a tape.
public final class Evaluation {
  private Evaluation() {}

  /// The mean over all rows of `data`.
  ///
  /// @param loss the mean over the rows that it is given
  /// @param rows how many rows are looked at together, at least 1
  public static double meanLoss(
      Module model, BiFunction<Tensor, Tensor, Tensor> loss, Dataset data, int rows) {
    boolean wasTraining = model.training();
    model.eval();
    try {
      return GradMode.noGrad(() -> sum(loss, data, rows) / data.size());
    } finally {
      if (wasTraining) {
        model.train();
      }
    }
  }

  private static double sum(BiFunction<Tensor, Tensor, Tensor> loss, Dataset data, int rows) {
    double sum = 0;
    for (int from = 0; from < data.size(); from += rows) {
      int count = Math.min(rows, data.size() - from);
      Tensor x = data.x().narrow(0, from, count);
      Tensor y = data.y().narrow(0, from, count);
      sum += TensorScope.call(() -> loss.apply(x, y).item()) * count;
    }
    return sum;
  }
}
