package dev.chainrule;

import dev.chainrule.array.NdArray;

/// Prints tensors as PyTorch does.
final class TensorFormat {
  private TensorFormat() {}

  static String format(NdArray array) {
    return "tensor(" + java.util.Arrays.toString(array.toDoubles()) + ")";
  }
}
