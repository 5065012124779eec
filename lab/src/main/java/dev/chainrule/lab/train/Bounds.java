package dev.chainrule.lab.train;

import dev.chainrule.lab.limit.Problem;
import dev.chainrule.nn.run.Settings;
import dev.chainrule.nn.run.TextTraining;
import java.time.Duration;

/// How large and long a training in the lab may be.
///
/// @param longest of the time in which it works
/// @param lonely how long it goes on when nobody looks
/// @param atOnce how many there may be
public record Bounds(Duration longest, Duration lonely, int atOnce) {
  /// As in the contract with the pages.
  public static final Bounds STANDARD = new Bounds(Duration.ofMinutes(5), Duration.ofMinutes(1), 2);

  private static final long MOST_STEPS = 100_000;
  private static final long MOST_PARAMETERS = 300_000;
  private static final int MOST_CONTEXT = 32;
  private static final int MOST_EMBEDDING = 128;
  private static final int MOST_HIDDEN = 512;
  private static final int MOST_BATCH = 256;
  private static final int MOST_LAYERS = 6;
  private static final int MOST_HEADS = 16;

  /// @throws Problem if something is larger than the lab trains, before anything is allocated
  static void require(Settings settings) {
    require("steps", settings.steps(), MOST_STEPS);
    require("context", settings.context(), MOST_CONTEXT);
    require("embedding", settings.embedding(), MOST_EMBEDDING);
    require("hidden", settings.hidden(), MOST_HIDDEN);
    require("batch", settings.batch(), MOST_BATCH);
    require("layers", settings.layers(), MOST_LAYERS);
    require("heads", settings.heads(), MOST_HEADS);
  }

  static void require(TextTraining training) {
    require("parameters", training.model().model().parameterCount(), MOST_PARAMETERS);
  }

  private static void require(String name, long given, long most) {
    if (given > most) {
      throw Problem.malformed(
          "%s: the lab trains with at most %,d; given %,d; chainrule train takes more"
              .formatted(name, most, given));
    }
  }
}
