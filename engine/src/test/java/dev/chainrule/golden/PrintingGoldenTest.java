package dev.chainrule.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a tensor prints against what PyTorch 1.13 printed (`tools/golden/printing.py`).
final class PrintingGoldenTest {

  static Stream<Named<JsonNode>> cases() {
    return GoldenFile.cases("printing.json").stream()
        .map(c -> Named.of(c.get("id").textValue(), c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsAsPyTorchDoes(JsonNode golden) {
    assertThat(GoldenTensors.tensor(golden.get("tensor")))
        .hasToString(golden.get("text").textValue());
  }
}
