package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Magnitudes.Weighed;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every forward value of one run beside its gradient.
///
/// @param loss the first loss
/// @param steps the named values, in the order in which they were bound
/// @param output what the run printed
public record Trace(Run.Loss loss, List<Step> steps, String output) {
  /// A named value and the gradient of the first loss that depends on it, or null where none does.
  public record Step(Run.Step forward, @Nullable NdArray grad) {}

  /// Runs `experiment` once and differentiates every step.
  public static Trace of(Experiment experiment) {
    Run run = experiment.run(Precision.OWN);
    Truth truth = new Truth(run);
    List<Step> steps = new ArrayList<>();
    for (Run.Step step : run.steps()) {
      Node node = step.value().node();
      Weighed grad = node == null ? null : truth.of(node);
      steps.add(new Step(step, grad == null ? null : grad.value()));
    }
    return new Trace(run.losses().getFirst(), steps, run.output());
  }
}
