package dev.chainrule.worksheet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Variation;
import dev.chainrule.check.experiment.Variation.Reach;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which numbers of a worksheet a run with other leaves changes.
class LeavesTest {
  private static final String SOURCE =
      """
      import torch
      before = torch.tensor([0.3, 0.4])
      w = torch.tensor([0.5, -1.5], requires_grad=True)
      x = torch.tensor([0.25, 2.5])
      labels = torch.tensor([1.0, 0.0])
      index = torch.tensor([1, 0])
      y = w[index] * x + labels
      loss = y.sum()
      dy = torch.tensor([1.0, 1.0])
      dw = torch.tensor([2.5, 0.25])
      """;

  private final WorksheetExperiment experiment = WorksheetExperiment.of(SOURCE, null);
  private final Map<String, String> own = values(runBoth());

  private Run runBoth() {
    assertThat(experiment.run(Precision.OWN).losses()).hasSize(1);
    return experiment.run(Precision.DOUBLE);
  }

  private static Map<String, String> values(Run run) {
    Map<String, String> values = new LinkedHashMap<>();
    run.steps().forEach(step -> values.put(step.name(), text(step.value())));
    run.gradients().forEach(gradient -> values.put(gradient.name(), text(gradient.value())));
    return values;
  }

  private static String text(Tensor tensor) {
    return tensor.dtype() + tensor.detach().toString();
  }

  private Map<String, String> varied(long seed, Reach reach) {
    return values(experiment.run(Precision.DOUBLE, Variation.of(seed, reach)));
  }

  private void assertMoved(Map<String, String> varied, String... moved) {
    assertThat(varied.keySet()).isEqualTo(own.keySet());
    assertThat(varied.keySet().stream().filter(name -> !varied.get(name).equals(own.get(name))))
        .containsExactlyInAnyOrder(moved);
  }

  @Test
  void whatTheLossIsMadeOfMovesAndWhatWasTypedElsewhereStays() {
    assertThat(own).containsKeys("w", "x", "labels", "y", "dy", "dw");
    assertMoved(varied(1, Reach.ALL), "w", "x", "y", "loss");
  }

  @Test
  void onlyWhatWantsAGradientMayMove() {
    assertMoved(varied(1, Reach.WANTING_GRAD), "w", "y", "loss");
  }

  @Test
  void aSeedGivesTheSameLeaves() {
    Map<String, String> first = varied(1, Reach.ALL);
    assertThat(varied(1, Reach.ALL)).isEqualTo(first);
    assertThat(varied(2, Reach.ALL).get("w")).isNotEqualTo(first.get("w"));
  }

  @Test
  void aRunWithItsOwnLeavesIsAsItWas() {
    assertMoved(varied(1, Reach.ALL), "w", "x", "y", "loss");
    assertMoved(values(experiment.run(Precision.DOUBLE, Variation.NONE)));
  }

  @Test
  void aFirstRunTellsTheLeaves() {
    WorksheetExperiment fresh = WorksheetExperiment.of(SOURCE, null);
    assertThatThrownBy(() -> fresh.run(Precision.DOUBLE, Variation.of(1, Reach.ALL)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must follow one in float64");
  }
}
