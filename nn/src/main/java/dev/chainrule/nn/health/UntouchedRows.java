package dev.chainrule.nn.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of an embedding that no gradient has reached: what they stand for was never in a batch.
record UntouchedRows() implements Rule {
  private static final long ENOUGH = 200;

  @Override
  public @Nullable Finding check(HealthReport report) {
    if (report.samples() == 0 || report.steps().getLast() < ENOUGH) {
      return null;
    }
    List<ParameterHealth> found =
        report.parameters().stream()
            .filter(parameter -> !parameter.untouched().isEmpty())
            // One that does not move at all is another rule's.
            .filter(parameter -> parameter.untouched().size() < parameter.shape().getFirst())
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    ParameterHealth first = found.getFirst();
    int rows = first.untouched().size();
    return new Finding(
        "untouched-rows",
        rows,
        0,
        "%d of the %d rows of %s have never had a gradient in %d steps (%s). What they stand for was in no batch, so they are as random as at the start, and any use of them is a guess. Leave them out of the vocabulary, give them a common row for what is rare, or train on data that has them."
            .formatted(
                rows,
                first.shape().getFirst(),
                first.name(),
                report.steps().getLast() + 1,
                (rows == 1 ? "row " : "rows ") + Words.list(first.untouched())));
  }
}
