package dev.chainrule.lab.api;

import dev.chainrule.GradMode;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Variation;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An experiment that makes its two runs with its own values once, with all values kept, and shows
/// them to all who ask: a check, a trace and a graph of one worksheet then cost two runs together.
final class Once implements Experiment {
  private final Experiment experiment;
  private final Map<Precision, Run> runs = new EnumMap<>(Precision.class);

  Once(Experiment experiment) {
    this.experiment = experiment;
  }

  @Override
  public Run run(Precision precision, Variation variation) {
    if (!variation.isNone()) {
      return experiment.run(precision, variation);
    }
    Run run = runs.get(precision);
    if (run == null) {
      run = GradMode.keepingValues(() -> experiment.run(precision, variation));
      runs.put(precision, run);
    }
    return run;
  }

  @Override
  public @Nullable Manuscript manuscript() {
    return experiment.manuscript();
  }

  @Override
  public @Nullable String statement(String of, String value) {
    return experiment.statement(of, value);
  }
}
