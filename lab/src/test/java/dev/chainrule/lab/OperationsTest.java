package dev.chainrule.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Trace;
import dev.chainrule.lab.api.Operations;
import dev.chainrule.lab.limit.Allowance;
import dev.chainrule.op.Catalogue;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The reference: every operation with its formulas and a worksheet that shows it.
class OperationsTest {
  private static final List<JsonNode> ALL = all();

  private static List<JsonNode> all() {
    try {
      List<JsonNode> all = new ArrayList<>();
      new ObjectMapper().readTree(Operations.json()).forEach(all::add);
      return all;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode of(String name) {
    return ALL.stream()
        .filter(each -> each.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> within(JsonNode operation) {
    List<String> names = new ArrayList<>();
    operation.get("within").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Stream<JsonNode> operations() {
    return ALL.stream();
  }

  @Test
  void everyOperationIsThereOnce() {
    assertThat(ALL.stream().map(each -> each.get("name").asText()))
        .containsExactlyElementsOf(
            Catalogue.examples().stream().map(each -> each.operation().name()).distinct().toList());
  }

  private static WorksheetExperiment example(JsonNode operation) {
    return WorksheetExperiment.of(operation.get("example").asText(), null, Allowance.worksheet());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationHasAnExampleThatIsRight(JsonNode operation) {
    assertThat(operation.get("example").isTextual()).isTrue();
    assertThat(Checker.check(example(operation)).isRight()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "max", "min"})
  void theExampleCallsTheOperation(String name) {
    assertThat(Trace.of(example(of(name))).steps())
        .filteredOn(step -> step.forward().name().equals("y"))
        .extracting(step -> step.forward().operation())
        .contains(name);
  }

  @Test
  void whatOnlyGradientsUseIsFoundInTheirRules() {
    assertThat(within(of("tanh"))).isEmpty();
    assertThat(within(of("unslice"))).containsExactly("slice");
    assertThat(within(of("sliceLike"))).containsExactly("unslice", "slice");
    assertThat(of("sliceLike").get("example")).isEqualTo(of("slice").get("example"));
  }

  @Test
  void formulasAreReadFromTheRules() {
    assertThat(of("tanh").at("/gradients/0/latex").asText()).isEqualTo("g \\odot (1 - y^2)");
    assertThat(of("tanh").get("example").asText()).contains("dx = dy * (1 - y**2)");
  }
}
