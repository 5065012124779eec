package dev.chainrule.worksheet.torch;

import java.util.Map;

/// PyTorch's names of the steps of its graph, as `print` shows them.
final class GradNames {
  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("t", "TBackward0"),
          Map.entry("T", "PermuteBackward0"),
          Map.entry("index", "IndexBackward0"),
          Map.entry("detach", "DetachBackward0"),
          Map.entry("flatten", "ViewBackward0"),
          Map.entry("reshape", "ViewBackward0"),
          Map.entry("view_as", "ViewBackward0"),
          Map.entry("expand_as", "ExpandBackward0"),
          Map.entry("cross_entropy", "NllLossBackward0"),
          Map.entry("linear", "AddmmBackward0"),
          Map.entry("dropout", "MulBackward0"),
          Map.entry("silu", "SiluBackward0"),
          Map.entry("layer_norm", "NativeLayerNormBackward0"),
          Map.entry("batch_norm", "NativeBatchNormBackward0"),
          Map.entry("index_put_", "IndexPutBackward0"),
          Map.entry("float", "ToCopyBackward0"),
          Map.entry("double", "ToCopyBackward0"),
          Map.entry("to", "ToCopyBackward0"));

  private GradNames() {}

  /// The name for the step that made a tensor.
  static String of(TensorValue tensor) {
    String operation = tensor.operation();
    String irregular = IRREGULAR.get(operation);
    if (irregular != null) {
      return irregular;
    }
    StringBuilder name = new StringBuilder();
    for (String part : operation.split("_")) {
      name.append(part.substring(0, 1).toUpperCase(java.util.Locale.ROOT))
          .append(part.substring(1));
    }
    return name + "Backward0";
  }
}
