package dev.chainrule.check.explain;

import dev.chainrule.check.experiment.Run;
import java.util.ArrayList;
import java.util.List;

/// Finds the variable that is asked about.
final class Variables {
  private Variables() {}

  /// The forward value `name`; for the name of a gradient written by hand, what it is of.
  static Run.Step find(Run run, String name) {
    for (Run.HandGradient gradient : run.gradients()) {
      if (gradient.name().equals(name)) {
        return find(run, gradient.of());
      }
    }
    for (Run.Step step : run.steps()) {
      if (step.name().equals(name)) {
        return step;
      }
    }
    List<String> known = new ArrayList<>();
    run.steps().forEach(step -> known.add(step.name()));
    run.gradients().forEach(gradient -> known.add(gradient.name()));
    throw new QuestionException("explain: there is no variable %s".formatted(name), name, known);
  }
}
