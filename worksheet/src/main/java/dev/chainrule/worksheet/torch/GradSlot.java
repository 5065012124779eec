package dev.chainrule.worksheet.torch;

import org.jspecify.annotations.Nullable;

/// Where the gradient of one tensor is added up: its `.grad`. It does not refer to its tensor, so
/// that marks which refer to it keep no graph alive.
final class GradSlot {
  private @Nullable TensorValue grad;

  /// The gradient; null until a backward pass brought one, or after `.grad = None`.
  @Nullable TensorValue grad() {
    return grad;
  }

  void set(@Nullable TensorValue gradient) {
    grad = gradient;
  }
}
