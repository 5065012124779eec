package dev.chainrule.worksheet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.DecisionLog;
import dev.chainrule.worksheet.Decisions;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.run.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Short worksheets that between them use every accepted name, side by side with what real PyTorch
/// made of them: values, dtypes, shapes, `requires_grad`, gradients and printed text.
class SnippetsTest {
  static List<Snippet> working() {
    return Snippet.all().stream().filter(snippet -> !snippet.isError()).toList();
  }

  static List<Snippet> errors() {
    return Snippet.all().stream().filter(Snippet::isError).toList();
  }

  @ParameterizedTest
  @MethodSource("working")
  void agreesWithPyTorch(Snippet snippet) {
    Interpreter here = snippet.run(Precision.OWN, Decisions.free());
    assertThat(differences(snippet, here, new Comparison(4e-6, true, 0))).isEmpty();
    assertThat(here.output()).isEqualTo(snippet.recorded().get("output").textValue());
  }

  @ParameterizedTest
  @MethodSource("working")
  void theTwinTakesTheSamePath(Snippet snippet) {
    DecisionLog log = new DecisionLog();
    snippet.run(Precision.OWN, log.recording());
    Interpreter twin = snippet.run(Precision.DOUBLE, log.replay());
    assertThat(differences(snippet, twin, new Comparison(2e-5, false, 1e-7))).isEmpty();
    for (Object value : twin.variables().values()) {
      if (value instanceof TensorValue tensor && tensor.dtype().isFloat()) {
        assertThat(tensor.dtype()).hasToString("float64");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void refusesWhatPyTorchRefuses(Snippet snippet) {
    assertThatThrownBy(() -> snippet.run(Precision.OWN, Decisions.free()))
        .isInstanceOf(WorksheetException.class)
        .hasMessage(snippet.recorded().get("error").textValue());
  }

  private static List<String> differences(
      Snippet snippet, Interpreter here, Comparison comparison) {
    List<String> found = new ArrayList<>();
    Map<String, Object> variables = here.variables();
    snippet
        .recorded()
        .get("variables")
        .properties()
        .forEach(
            entry -> {
              Object value = variables.get(entry.getKey());
              found.addAll(
                  value == null
                      ? List.of(entry.getKey() + " is missing")
                      : comparison.differences(entry.getKey(), value, entry.getValue()));
            });
    return found;
  }
}
