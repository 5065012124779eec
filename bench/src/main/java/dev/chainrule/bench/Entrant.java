package dev.chainrule.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/// A contestant in one work: warms up, and then is measured in turn with the others.
final class Entrant {
  /// A warm-up is looked at in so many parts,
  private static final int PARTS = 3;

  /// ends when a part takes more than this share of the one before,
  private static final double STEADY = 0.9;

  /// and lasts at most so many times as long as it should.
  private static final int LONGEST = 5;

  /// A compiler that worked for more than this share of a part has not done yet.
  private static final double COMPILES = 0.05;

  /// After so many runs HotSpot has compiled what it will.
  private static final long COMPILED_RUNS = 20_000;

  private static final long MOST_RUNS = 1_000_000;

  private final String name;
  private final Child child;
  private final List<double[]> answer;
  private int repetitions = 1;
  private double runTime;
  private long runs;

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

  /// Runs for `duration`, and longer while it still gets faster, and finds how many runs fill a
  /// sample. What a JVM must compile runs also for `compiling`, and longer while its compiler
  /// works, or [#COMPILED_RUNS] times: between two rounds of compilation it is steady for a second
  /// or two, and slow.
  void warmUp(Duration duration, Duration compiling, Duration sample) throws IOException {
    Duration part = duration.dividedBy(PARTS);
    long begin = System.nanoTime();
    long compiledAt = 0;
    double before = Double.POSITIVE_INFINITY;
    for (int parts = 1; ; parts++) {
      Duration worked = child.compiling();
      double now = runFor(part, sample);
      long elapsed = System.nanoTime() - begin;
      if (child.compiling().minus(worked).toNanos() > COMPILES * part.toNanos()) {
        compiledAt = elapsed;
      }
      // A compilation counts when it is over, and one may take a second.
      boolean compiles =
          elapsed - compiledAt < compiling.toNanos() / 4 && elapsed < LONGEST * compiling.toNanos();
      boolean isCompiled = runs >= COMPILED_RUNS || (elapsed >= compiling.toNanos() && !compiles);
      boolean isLong = parts >= PARTS * LONGEST;
      if (parts >= PARTS && isCompiled && (isLong || now > STEADY * before)) {
        return;
      }
      before = now;
    }
  }

  /// The mean time of a run in `duration`.
  private double runFor(Duration duration, Duration sample) throws IOException {
    long begin = System.nanoTime();
    double total = 0;
    long already = runs;
    do {
      long time = child.time(repetitions);
      total += time;
      runs += repetitions;
      runTime = time / (double) repetitions;
      // The first runs are slow, so the number of runs at most doubles.
      double fitting = sample.toNanos() / Math.max(runTime, 1);
      repetitions = Math.clamp((long) fitting, 1, (int) Math.min(2L * repetitions, MOST_RUNS));
    } while (System.nanoTime() - begin < duration.toNanos());
    return total / (runs - already);
  }

  /// About how long [#measure] takes, in nanoseconds.
  double sampleTime() {
    return runTime * repetitions;
  }

  /// The time of one run, in nanoseconds: the mean of a sample.
  double measure() throws IOException {
    return child.time(repetitions) / (double) repetitions;
  }

  /// The largest resident memory of its process after `count` runs, in bytes; empty where the
  /// system does not tell.
  OptionalDouble memory(int count) throws IOException {
    child.time(count);
    return child.memory();
  }
}
