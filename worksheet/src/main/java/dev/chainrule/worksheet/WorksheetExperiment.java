package dev.chainrule.worksheet;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Variation;
import dev.chainrule.worksheet.names.NamingRules;
import dev.chainrule.worksheet.torch.Leaves;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A worksheet as an experiment: run in its own dtypes, and then again in float64 on the same path.
public final class WorksheetExperiment implements Experiment {
  private final String source;
  private final Worksheet worksheet;
  private final @Nullable String loss;
  private final Limits limits;
  private DecisionLog decisions = new DecisionLog();

  /// The leaves of the last run in float64 with its own values, and its losses.
  private @Nullable Leaves firstLeaves;

  private List<Tensor> firstLosses = List.of();

  private WorksheetExperiment(String source, @Nullable String loss, Limits limits) {
    this.source = source;
    this.worksheet = Worksheet.of(source);
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
    return new WorksheetExperiment(source, loss, limits);
  }

  @Override
  public Run run(Precision precision, Variation variation) {
    if (!variation.isNone()) {
      return run(precision, new DecisionLog().recording(), varied(variation));
    }
    Leaves asWritten = Leaves.asWritten();
    if (precision == Precision.OWN) {
      decisions = new DecisionLog();
      return run(precision, decisions.recording(), asWritten);
    }
    Run run = run(precision, decisions.replay(), asWritten);
    firstLeaves = asWritten;
    firstLosses = run.losses().stream().map(Run.Loss::value).toList();
    return run;
  }

  @Override
  public Manuscript manuscript() {
    return new SourceLines(source, text -> of(text, loss, limits));
  }

  private Leaves varied(Variation variation) {
    if (firstLeaves == null) {
      throw new IllegalStateException("a run with other leaves must follow one in float64");
    }
    return firstLeaves.varied(variation, firstLosses);
  }

  private Run run(Precision precision, Decisions path, Leaves leaves) {
    Recording recording = worksheet.run(precision, path, limits, leaves);
    return NamingRules.apply(recording.history(), loss, recording.backwardOn(), recording.output());
  }
}
