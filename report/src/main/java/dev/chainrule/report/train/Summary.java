package dev.chainrule.report.train;

import dev.chainrule.Generator;
import dev.chainrule.nn.health.Finding;
import dev.chainrule.nn.run.Settings;
import dev.chainrule.nn.run.TextTraining;
import dev.chainrule.nn.run.TextTraining.Losses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A training that has ended.
///
/// @param steps all that were made
/// @param seconds of this run
/// @param stepsPerSecond of this run
/// @param out where it was saved; null where it was not
public record Summary(
    Settings settings,
    long parameters,
    long steps,
    double seconds,
    double stepsPerSecond,
    Losses losses,
    List<String> samples,
    List<Finding> health,
    @Nullable String out) {
  private static final int SAMPLES = 20;
  private static final int LONGEST = 100;

  /// Ends `training`: whole statistics, losses, and, where these are numbers, samples.
  ///
  /// @param made how many steps this run made
  public static Summary of(TextTraining training, long made, double seconds, @Nullable String out) {
    Losses losses = training.finish();
    int samples = Double.isFinite(losses.train()) ? SAMPLES : 0;
    return new Summary(
        training.model().settings(),
        training.model().model().parameterCount(),
        training.training().step(),
        seconds,
        made / seconds,
        losses,
        training
            .model()
            .samples(samples, 1, LONGEST, new Generator(training.model().settings().seed())),
        training.health().findings(),
        out);
  }
}
