package dev.chainrule.bench;

import java.util.List;
import java.util.stream.DoubleStream;

/// A job that is a step of a training; what is compared are the losses of the first steps.
interface TrainingJob extends Job {
  /// How many losses are compared.
  default int compared() {
    return CharacterModel.COMPARED;
  }

  /// One step of training; returns the loss.
  double step();

  @Override
  default List<double[]> answer() {
    return List.of(DoubleStream.generate(this::step).limit(compared()).toArray());
  }

  @Override
  default void run() {
    step();
  }
}
