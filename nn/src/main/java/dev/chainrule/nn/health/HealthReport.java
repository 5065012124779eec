package dev.chainrule.nn.health;

import dev.chainrule.nn.train.LossHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a monitor measured, at one moment.
///
/// @param steps the sampled steps, counted from 0
/// @param losses of their batches before the update
/// @param lossesAfter of the same batches after it
/// @param cuts the share of elements at which a bound on the loss hid a gradient that would lower
///   it
/// @param classes among which the loss tells the right one; 0 where it is no such loss
/// @param parameters in the order of the model
/// @param layers in the order of the tape
/// @param norms the batch norms
/// @param training means of the losses of all steps
/// @param validation losses on other data
/// @param nonFinite the first number that was not finite; null where there was none
public record HealthReport(
    List<Long> steps,
    List<Double> losses,
    List<Double> lossesAfter,
    List<Double> cuts,
    int classes,
    List<ParameterHealth> parameters,
    List<LayerHealth> layers,
    List<NormHealth> norms,
    List<LossHistory.Point> training,
    List<LossHistory.Point> validation,
    @Nullable NonFinite nonFinite) {
  /// How many steps were looked at.
  public int samples() {
    return steps.size();
  }

  /// The parameters that are matrices or more.
  List<ParameterHealth> weights() {
    return parameters.stream().filter(ParameterHealth::isWeight).toList();
  }
}
