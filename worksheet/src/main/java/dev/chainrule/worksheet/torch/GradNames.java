package dev.chainrule.worksheet.torch;

import java.util.Locale;
import java.util.Map;

/// PyTorch's names of the steps of its graph, as `print` shows them: `AddBackward0` for `add`.
final class GradNames {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("t", "T"),
          Map.entry("T", "Permute"),
          Map.entry("bool", "ToCopy"),
          Map.entry("chunk", "Split"),
          Map.entry("contiguous", "Clone"),
          Map.entry("cross_entropy", "NllLoss"),
          Map.entry("double", "ToCopy"),
          Map.entry("dropout", "Mul"),
          Map.entry("expand_as", "Expand"),
          Map.entry("flatten", "ReshapeAlias"),
          Map.entry("float", "ToCopy"),
          Map.entry("layer_norm", "NativeLayerNorm"),
          Map.entry("batch_norm", "NativeBatchNorm"),
          Map.entry("linear", "Addmm"),
          Map.entry("mm", "Mm"),
          Map.entry("narrow", "Slice"),
          Map.entry("normalize", "Div"),
          Map.entry("outer", "Mul"),
          Map.entry("pad", "ConstantPadNd"),
          Map.entry("reshape", "ReshapeAlias"),
          Map.entry("square", "Pow"),
          Map.entry("to", "ToCopy"),
          Map.entry("view_as", "View"));

  private GradNames() {}

  /// The name for the step that made a tensor.
  static String of(TensorValue tensor) {
    if (!tensor.shownStep().isEmpty()) {
      return tensor.shownStep();
    }
    String operation = tensor.operation();
    String irregular = IRREGULAR.get(operation);
    return (irregular == null ? regular(operation) : irregular) + "Backward0";
  }

  private static String regular(String operation) {
    StringBuilder name = new StringBuilder();
    for (String part : operation.split("_", -1)) {
      if (!part.isEmpty()) {
        name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return name.toString();
  }
}
