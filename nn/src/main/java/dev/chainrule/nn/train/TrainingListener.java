package dev.chainrule.nn.train;

import dev.chainrule.nn.data.Batch;

/// Sees a training while it runs, on its thread. What it does costs time and must change nothing.
public interface TrainingListener {
  /// A step is about to begin: the training is whole, and may be saved.
  default void beforeStep(long step) {}

  /// The gradients are there and the parameters are still those that they belong to.
  ///
  /// @param step the number of the step, counted from 0
  default void beforeUpdate(long step, Batch batch, double loss) {}

  /// The parameters have been updated.
  default void afterUpdate(long step, double loss) {}
}
