package dev.chainrule.check;

import dev.chainrule.check.experiment.Run;
import java.util.List;

/// The verdicts on one experiment.
///
/// @param loss the first loss, in the experiment's own dtypes
/// @param output what the run printed
/// @param remarks on names that look like gradients and are not checked
public record Report(Run.Loss loss, String output, List<Check> checks, List<Run.Remark> remarks) {
  /// Whether every gradient is right.
  public boolean isRight() {
    return checks.stream().allMatch(check -> check.status().isRight());
  }

  /// The report as a table of plain text.
  public String text() {
    return ReportTable.text(this, Style.PLAIN);
  }
}
