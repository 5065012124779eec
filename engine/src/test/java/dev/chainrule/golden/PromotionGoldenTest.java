package dev.chainrule.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dtype of results of mixed operands against PyTorch 1.13's (`tools/golden/promotion.py`).
/// Where PyTorch refuses the operands, we are free.
final class PromotionGoldenTest {

  static Stream<Named<JsonNode>> cases() {
    return GoldenFile.cases("promotion.json").stream()
        .filter(c -> !c.get("result").isNull())
        .map(c -> Named.of(c.get("op").textValue() + " " + c.get("operands"), c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void promotesAsPyTorchDoes(JsonNode golden) {
    List<Tensor> operands = new ArrayList<>();
    golden.get("operands").forEach(o -> operands.add(operand(o)));
    Tensor result = apply(golden.get("op").textValue(), operands);
    assertThat(result.dtype()).hasToString(golden.get("result").textValue());
  }

  private static Tensor apply(String op, List<Tensor> x) {
    ObjectNode along = JsonNodeFactory.instance.objectNode();
    return switch (op) {
      case "where" -> x.get(0).where(Tensor.of(new boolean[] {true, false}), x.get(1));
      case "cat", "stack", "cumsum", "softmax", "logSoftmax" ->
          OperationsGoldenTest.call(op).apply(x, new Attributes(along.put("dim", 0)));
      case "tril" -> x.get(0).reshape(1, 2).tril(0);
      default -> OperationsGoldenTest.call(op).apply(x, new Attributes(along));
    };
  }

  private static Tensor operand(JsonNode node) {
    String dtype = node.get("dtype").textValue();
    return switch (node.get("kind").textValue()) {
      case "tensor" -> Tensor.full(dtype(dtype), 1, 2);
      case "0-d" -> Tensor.full(dtype(dtype), 1);
      default -> Tensor.of(number(dtype));
    };
  }

  private static NdArray number(String type) {
    return switch (type) {
      case "int" -> NdArray.number(1L);
      case "float" -> NdArray.number(1.0);
      default -> NdArray.full(DType.BOOL, Shape.SCALAR, 1).asNumber();
    };
  }

  private static DType dtype(String name) {
    return DType.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
