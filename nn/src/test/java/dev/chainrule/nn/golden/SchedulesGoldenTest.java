package dev.chainrule.nn.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.optim.Clip;
import dev.chainrule.nn.optim.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Schedules and clipping against PyTorch's (`tools/golden/optimizers.py`).
class SchedulesGoldenTest {
  static List<JsonNode> schedules() {
    return GoldenFile.cases("schedules.json");
  }

  static List<JsonNode> clips() {
    return GoldenFile.cases("clip.json");
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void givesTheRatesOfPyTorch(JsonNode golden) {
    Schedule schedule =
        switch (golden.get("id").textValue()) {
          case "steps" -> Schedule.constant(0.1).then(5, 0.01).then(12, 0.001);
          case "cosine" -> Schedule.cosine(0.1, 0.01, 19);
          case "linear" -> Schedule.linear(0.05, 0.025, 10);
          case "warm-up-cosine" -> Schedule.cosine(0.1, 0, 15).afterWarmUp(4);
          default -> throw new IllegalArgumentException("no such schedule: " + golden.get("id"));
        };
    double[] expected = GoldenFile.doubles(golden.get("rates"));
    for (int step = 0; step < expected.length; step++) {
      assertThat(schedule.at(step)).as("step %d", step).isCloseTo(expected[step], within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("clips")
  void clipsAsPyTorch(JsonNode golden) {
    List<Tensor> parameters = new ArrayList<>();
    for (JsonNode gradient : golden.get("gradients")) {
      Tensor parameter = Tensor.full(DType.FLOAT64, 0, gradient.size()).requiresGrad(true);
      parameter.mul(Tensor.of(GoldenFile.doubles(gradient))).sum().backward();
      parameters.add(parameter);
    }
    double max = golden.get("max").doubleValue();
    if (golden.get("norm").isNull()) {
      Clip.byValue(parameters, max);
    } else {
      assertThat(Clip.byGlobalNorm(parameters, max))
          .isCloseTo(golden.get("norm").doubleValue(), within(1e-14));
    }
    for (int i = 0; i < parameters.size(); i++) {
      Tensor clipped = Objects.requireNonNull(parameters.get(i).grad());
      Expected.assertClose(
          "gradient " + i, clipped, GoldenFile.doubles(golden.get("clipped").get(i)), 1e-15);
    }
  }
}
