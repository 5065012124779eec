package dev.chainrule.worksheet.torch;

/// How a view hangs on the tensor that it views. Both always see the same elements.
enum Link {
  /// Gradients flow between them.
  RECORDED,
  /// The same, for one of several views that one call gave, as `split` and a loop do. PyTorch
  /// refuses to write to it where gradients are recorded.
  ONE_OF_SEVERAL,
  /// Made under `no_grad`: PyTorch's gradients do not flow.
  UNTRACKED,
  /// Made by `detach()`: no gradients flow, but `backward` knows that the elements are shared.
  DETACHED,
  /// Made by `.data`: no gradients flow, and `backward` does not know.
  DATA;

  /// True if PyTorch's gradients flow.
  boolean records() {
    return this == RECORDED || this == ONE_OF_SEVERAL;
  }

  /// True if the view is part of another graph than what it views.
  boolean cuts() {
    return this == DETACHED || this == DATA;
  }
}
