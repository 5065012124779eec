package dev.chainrule.bench;

import java.time.Duration;

/// How long to measure.
///
/// @param ownWarmUp how long ours runs first, and whoever else the JVM must compile
/// @param compiling how long to wait for the compiler, where few runs fit into that
/// @param peerWarmUp how long the others run first
/// @param sample how long one measurement should take; more runs are timed together to fill it
/// @param rounds how many times each is measured, in turn
/// @param limit about how long the rounds of one work may take: slow works get fewer rounds
record Pace(
    Duration ownWarmUp,
    Duration compiling,
    Duration peerWarmUp,
    Duration sample,
    int rounds,
    Duration limit) {
  /// For figures that are published.
  static final Pace FULL =
      new Pace(
          Duration.ofMillis(2500),
          Duration.ofSeconds(12),
          Duration.ofMillis(400),
          Duration.ofMillis(5),
          31,
          Duration.ofSeconds(6));

  /// For a look.
  static final Pace QUICK =
      new Pace(
          Duration.ofMillis(600),
          Duration.ofSeconds(8),
          Duration.ofMillis(60),
          Duration.ofMillis(3),
          9,
          Duration.ofMillis(400));

  /// How many rounds to make when one takes `nanoseconds`.
  int rounds(double nanoseconds) {
    return Math.clamp((long) (limit.toNanos() / nanoseconds), 1, rounds);
  }
}
