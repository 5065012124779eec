package dev.chainrule.nn.health;

import java.util.List;

/// What was measured of the output of an activation, or of the logits.
///
/// @param name the operation and the layer before it, as `tanh after bnbias`
/// @param operation `tanh`, `relu` …, or `logits`
/// @param samples one for each sampled step, with NaN in all its numbers where the tape had no such
///   layer
/// @param units how many numbers belong to one example or position
/// @param deadUnits how many units of a relu have not been positive at any example of the last
///   [#RECENT] samples, or, where there are fewer, of all
/// @param firstOutputs of the first sample
/// @param lastOutputs of the last sample
/// @param firstGradients of the loss with respect to the outputs, of the first sample
/// @param lastGradients those of the last sample
public record LayerHealth(
    String name,
    String operation,
    List<Sample> samples,
    int units,
    int deadUnits,
    Histogram firstOutputs,
    Histogram lastOutputs,
    Histogram firstGradients,
    Histogram lastGradients) {
  /// Over how many samples a unit must not have been positive to count as dead.
  public static final int RECENT = 8;

  /// A sampled step.
  ///
  /// @param saturated the share of outputs of a tanh or sigmoid in its flat ends: within 0.03 of ±1
  ///   for tanh, within 0.015 of 0 or 1 for sigmoid, where the derivative is less than 6 % of its
  ///   largest; NaN for others
  /// @param stuck the share of units that are saturated at every example of the batch
  /// @param mean of the outputs
  /// @param deviation of the outputs
  /// @param gradientMean of the loss with respect to the outputs
  /// @param gradientDeviation of the same
  public record Sample(
      double saturated,
      double stuck,
      double mean,
      double deviation,
      double gradientMean,
      double gradientDeviation) {
    static final Sample NONE =
        new Sample(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }
}
