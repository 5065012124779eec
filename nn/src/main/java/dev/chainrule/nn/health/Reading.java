package dev.chainrule.nn.health;

import java.util.List;
import java.util.Set;

/// What one look at the tape of a batch gave.
///
/// @param loss the loss of the batch
/// @param classes among which the loss tells the right one; 0 where it is no such loss
/// @param cut the share of elements at which a bound on the loss hides a gradient that would lower
///   it
/// @param embeddings the parameters of which rows are looked up
/// @param layers in the order of the tape
/// @param norms in the order of the model
record Reading(
    double loss,
    int classes,
    double cut,
    Set<String> embeddings,
    List<Layer> layers,
    List<Norm> norms) {
  /// The values of an activation.
  ///
  /// @param units how many numbers belong to one example or position
  /// @param outputs row-major, the units last
  /// @param gradients of the loss with respect to the outputs; empty where it does not depend on
  ///   them
  @SuppressWarnings("ArrayRecordComponent") // handed from one class to another and forgotten
  record Layer(String name, String operation, int units, double[] outputs, double[] gradients) {}

  /// How far the statistics that evaluation uses are from those of the batch.
  ///
  /// @param mean the root mean square over channels of the difference of the means, in standard
  ///   deviations, less what the size of the batch explains
  /// @param variance the mean over channels of the logarithm of the ratio of the variances
  record Norm(String name, double mean, double variance) {}
}
