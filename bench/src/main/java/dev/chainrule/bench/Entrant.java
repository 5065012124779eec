package dev.chainrule.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// A contestant in one work: warms up, and then is measured in turn with the others.
final class Entrant {
  private final String name;
  private final Child child;
  private final List<double[]> answer;
  private int repetitions = 1;
  private double runTime;

  Entrant(String name, Child child, List<double[]> answer) {
    this.name = name;
    this.child = child;
    this.answer = answer;
  }

  String name() {
    return name;
  }

  List<double[]> answer() {
    return answer;
  }

  /// Runs for `duration`, and finds how many runs fill a sample.
  void warmUp(Duration duration, Duration sample) throws IOException {
    long begin = System.nanoTime();
    do {
      runTime = child.time(repetitions) / (double) repetitions;
      // The first runs are slow, so the number of runs at most doubles.
      double fitting = sample.toNanos() / Math.max(runTime, 1);
      repetitions = (int) Math.clamp((long) fitting, 1, 2L * repetitions);
    } while (System.nanoTime() - begin < duration.toNanos());
  }

  /// About how long [#measure] takes, in nanoseconds.
  double sampleTime() {
    return runTime * repetitions;
  }

  /// The time of one run, in nanoseconds: the mean of a sample.
  double measure() throws IOException {
    return child.time(repetitions) / (double) repetitions;
  }

  /// The largest resident memory of its process after `steps` runs, in bytes; empty where the
  /// system does not tell.
  OptionalDouble memory(int steps) throws IOException {
    child.time(steps);
    return child.memory();
  }
}
