package dev.chainrule.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.random.PythonRandom;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sequences recorded from CPython 3.11 (`tools/golden/python_random.py`).
final class PythonRandomGoldenTest {

  static List<JsonNode> seeds() {
    return GoldenFile.cases("python-random.json");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void drawsWhatPythonDraws(JsonNode golden) {
    PythonRandom random = new PythonRandom();
    String seed = golden.get("seed").textValue();
    if (golden.get("isText").booleanValue()) {
      random.seed(seed);
    } else {
      random.seed(new BigInteger(seed));
    }
    for (JsonNode value : golden.get("random")) {
      assertThat(random.random()).isEqualTo(value.doubleValue());
    }
    for (JsonNode call : golden.get("bits")) {
      assertThat(random.bits(call.get(0).intValue())).isEqualTo(big(call.get(1)));
    }
    for (JsonNode call : golden.get("below")) {
      assertThat(random.below(big(call.get(0)).longValueExact()))
          .isEqualTo(big(call.get(1)).longValueExact());
    }
    for (JsonNode call : golden.get("between")) {
      long low = big(call.get(0)).longValueExact();
      long high = big(call.get(1)).longValueExact();
      assertThat(random.between(low, high)).isEqualTo(big(call.get(2)).longValueExact());
    }
    for (JsonNode order : golden.get("shuffle")) {
      List<Integer> items = new ArrayList<>(IntStream.range(0, order.size()).boxed().toList());
      random.shuffle(items);
      List<Integer> wanted = new ArrayList<>();
      order.forEach(item -> wanted.add(item.intValue()));
      assertThat(items).isEqualTo(wanted);
    }
    for (JsonNode value : golden.get("gauss")) {
      // Python's cosine and logarithm are the C library's, which may round the last bit elsewhere.
      assertThat(random.normal(0.5, 2)).isCloseTo(value.doubleValue(), within(1e-14));
    }
    assertThat(random.random()).isEqualTo(golden.get("last").doubleValue());
  }

  private static BigInteger big(JsonNode text) {
    return new BigInteger(text.textValue());
  }
}
