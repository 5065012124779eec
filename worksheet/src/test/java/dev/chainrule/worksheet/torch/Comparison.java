package dev.chainrule.worksheet.torch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.array.DType;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.List;

/// Compares a value of a worksheet with the one that PyTorch recorded.
///
/// @param relative how far floats may be apart, relative to the largest of their tensor
/// @param sameDtype whether dtypes must agree; in the twin they do not
/// @param absolute how far they may be apart in any case
record Comparison(double relative, boolean sameDtype, double absolute) {
  /// What differs, or nothing.
  List<String> differences(String name, Object value, JsonNode recorded) {
    List<String> found = new ArrayList<>();
    compare(name, value, recorded, found);
    return found;
  }

  private void compare(String name, Object value, JsonNode recorded, List<String> found) {
    if (recorded == null || recorded.isNull()) {
      return;
    }
    switch (value) {
      case TensorValue tensor when recorded.has("shape") -> compare(name, tensor, recorded, found);
      case Boolean truth when recorded.has("bool") ->
          require(name, truth, recorded.get("bool").booleanValue(), found);
      case Long number when recorded.has("int") ->
          require(name, number, recorded.get("int").longValue(), found);
      case Double number when recorded.has("float") -> {
        double wanted = number(recorded.get("float"));
        if (!isClose(number, wanted, Math.abs(wanted))) {
          found.add("%s is %s, PyTorch has %s".formatted(name, number, wanted));
        }
      }
      case String text when recorded.has("str") ->
          require(name, text, recorded.get("str").textValue(), found);
      case ListValue list when recorded.has("list") ->
          items(name, list.items(), recorded.get("list"), found);
      case TupleValue tuple when recorded.has("tuple") ->
          items(name, tuple.items(), recorded.get("tuple"), found);
      default -> found.add("%s is %s, PyTorch has %s".formatted(name, value, recorded));
    }
  }

  private void items(String name, List<Object> items, JsonNode recorded, List<String> found) {
    require("len(" + name + ")", items.size(), recorded.size(), found);
    for (int i = 0; i < Math.min(items.size(), recorded.size()); i++) {
      compare(name + "[" + i + "]", items.get(i), recorded.get(i), found);
    }
  }

  private void compare(String name, TensorValue tensor, JsonNode recorded, List<String> found) {
    DType dtype = tensor.dtype();
    String wanted = recorded.get("dtype").textValue();
    boolean isFloat = wanted.startsWith("float");
    if (sameDtype || !isFloat) {
      require(name + ".dtype", dtype.toString(), wanted, found);
    } else {
      require(name + " is a float", dtype.isFloat(), true, found);
    }
    require(name + ".shape", tensor.shape().toString(), shape(recorded.get("shape")), found);
    require(
        name + ".requires_grad",
        tensor.requiresGrad(),
        recorded.get("requires_grad").booleanValue(),
        found);
    if (dtype == DType.INT64) {
      List<Long> values = new ArrayList<>();
      recorded.get("data").forEach(node -> values.add(node.longValue()));
      long[] here = tensor.tensor().toLongArray();
      require(name, java.util.Arrays.stream(here).boxed().toList(), values, found);
    } else {
      elements(name, tensor.tensor().toDoubleArray(), recorded.get("data"), found);
    }
    JsonNode grad = recorded.get("grad");
    TensorValue here = tensor.grad();
    require(name + ".grad is None", here == null, grad.isNull(), found);
    if (here != null && !grad.isNull()) {
      elements(name + ".grad", here.tensor().toDoubleArray(), grad, found);
    }
  }

  private static String shape(JsonNode sizes) {
    List<String> parts = new ArrayList<>();
    sizes.forEach(size -> parts.add(size.asText()));
    return parts.toString();
  }

  private void elements(String name, double[] here, JsonNode recorded, List<String> found) {
    double largest = 0;
    for (JsonNode node : recorded) {
      double value = Math.abs(number(node));
      largest = Double.isFinite(value) ? Math.max(largest, value) : largest;
    }
    for (int i = 0; i < Math.min(here.length, recorded.size()); i++) {
      double wanted = number(recorded.get(i));
      if (!isClose(here[i], wanted, largest)) {
        found.add("%s[%d] is %s, PyTorch has %s".formatted(name, i, here[i], wanted));
        return;
      }
    }
  }

  private boolean isClose(double here, double wanted, double scale) {
    return Double.compare(here, wanted) == 0
        || Math.abs(here - wanted) <= relative * scale + absolute;
  }

  private static double number(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue() ? 1 : 0;
    }
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  private static void require(String what, Object here, Object wanted, List<String> found) {
    if (!here.equals(wanted)) {
      found.add("%s is %s, PyTorch has %s".formatted(what, here, wanted));
    }
  }
}
