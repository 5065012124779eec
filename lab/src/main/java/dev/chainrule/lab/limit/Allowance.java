package dev.chainrule.lab.limit;

import dev.chainrule.worksheet.Limits;
import java.time.Duration;

/// What the lab gives to one question: less than the command does, since several readers share it.
public final class Allowance {
  /// Bytes of a question.
  public static final int MOST_BYTES = 256 << 10;

  /// How long one question may take, in all its runs together.
  public static final Duration LONGEST = Duration.ofSeconds(20);

  /// How many questions wait for a place.
  public static final int WAITING = 64;

  /// Numbers in one part of an answer: more than a page can show.
  public static final int MOST_NUMBERS = 200_000;

  /// Boxes in a picture of a graph: with many more, finding a place for all of them takes minutes.
  public static final int MOST_BOXES = 300;

  private Allowance() {}

  /// How many questions are worked on at once.
  public static int atOnce() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /// What one run of a worksheet may use.
  public static Limits worksheet() {
    return new Limits(
        2_000_000L,
        2_000_000L,
        1_000_000L,
        20_000L,
        500L,
        1_000L,
        100_000_000L,
        2_000_000L,
        1_000_000_000L,
        10L);
  }
}
