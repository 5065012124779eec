package dev.chainrule.worksheet;

import dev.chainrule.check.Experiment;
import dev.chainrule.check.Precision;
import dev.chainrule.check.Run;
import dev.chainrule.worksheet.names.NamingRules;
import org.jspecify.annotations.Nullable;

/// A worksheet as an experiment: run in its own dtypes, and then again in float64 on the same path.
public final class WorksheetExperiment implements Experiment {
  private final Worksheet worksheet;
  private final @Nullable String loss;
  private final Limits limits;
  private DecisionLog decisions = new DecisionLog();

  private WorksheetExperiment(Worksheet worksheet, @Nullable String loss, Limits limits) {
    this.worksheet = worksheet;
    this.loss = loss;
    this.limits = limits;
  }

  /// The worksheet with the text `source`.
  ///
  /// @param loss the name of the loss; null to find it
  /// @throws WorksheetException if the text is no worksheet
  public static WorksheetExperiment of(String source, @Nullable String loss) {
    return of(source, loss, Limits.standard());
  }

  /// The worksheet with the text `source`, within `limits`.
  public static WorksheetExperiment of(String source, @Nullable String loss, Limits limits) {
    return new WorksheetExperiment(Worksheet.of(source), loss, limits);
  }

  @Override
  public Run run(Precision precision) {
    Recording recording;
    if (precision == Precision.OWN) {
      decisions = new DecisionLog();
      recording = worksheet.run(precision, decisions.recording(), limits);
    } else {
      recording = worksheet.run(precision, decisions.replay(), limits);
    }
    return NamingRules.apply(recording.history(), loss, recording.backwardOn(), recording.output());
  }
}
