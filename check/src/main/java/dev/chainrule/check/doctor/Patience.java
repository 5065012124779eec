package dev.chainrule.check.doctor;

import java.io.Serial;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How long the doctor looks, over all gradients of an experiment. What it did not get to, it says.
final class Patience {
  /// The time is over: what was found so far may be half of what fits.
  static final class OverException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    OverException() {
      super(null, null, false, false);
    }
  }

  private final Duration length;
  private final LongSupplier clock;
  private final long start;

  /// @param clock in nanoseconds
  Patience(Duration length, LongSupplier clock) {
    this.length = length;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /// Whether the time is over, or this thread is asked to stop.
  boolean isOver() {
    return Thread.currentThread().isInterrupted() || clock.getAsLong() - start > length.toNanos();
  }

  /// @throws OverException if the time is over
  void check() {
    if (isOver()) {
      throw new OverException();
    }
  }

  /// Why something was left out.
  String reason() {
    return "the doctor stops after %s s"
        .formatted(length.toMillis() / 1000.0)
        .replace(".0 s", " s");
  }
}
