package dev.chainrule.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;

/// The named attributes of a golden case.
record Attributes(JsonNode node) {

  boolean has(String name) {
    return node.has(name);
  }

  double number(String name) {
    return GoldenFile.number(node.get(name));
  }

  double number(String name, double absent) {
    return has(name) ? number(name) : absent;
  }

  int integer(String name) {
    return node.get(name).intValue();
  }

  int integer(String name, int absent) {
    return has(name) ? integer(name) : absent;
  }

  boolean flag(String name) {
    return flag(name, false);
  }

  boolean flag(String name, boolean absent) {
    return has(name) ? node.get(name).booleanValue() : absent;
  }

  String text(String name) {
    return node.get(name).textValue();
  }

  /// Whole numbers; none where the attribute is absent.
  int[] integers(String name) {
    return has(name) ? GoldenTensors.ints(node.get(name)) : new int[0];
  }

  /// A number as an operand, which takes part in promotion as a number does.
  Tensor numberTensor(String name) {
    return Tensor.of(NdArray.number(number(name)));
  }
}
