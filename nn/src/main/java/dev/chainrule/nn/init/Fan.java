package dev.chainrule.nn.init;

import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;

/// What a weight \[out, in, …\] connects: how many inputs each output sums, and how many outputs
/// each input reaches. Positions of a kernel (the axes from the third on) count in both.
public enum Fan {
  /// The size of the sums of the forward pass: keeps the scale of activations.
  IN,
  /// The size of the sums of the backward pass: keeps the scale of gradients.
  OUT;

  /// The fan of a weight of this shape.
  ///
  /// @throws ShapeException if it has fewer than two axes
  public int of(Shape weight) {
    if (weight.rank() < 2) {
      throw new ShapeException(
          "fan",
          "a weight must have two axes or more, [out, in, ...]; given %s; use normal or uniform"
              .formatted(weight),
          weight);
    }
    return weight.numel() == 0 ? 0 : weight.numel() / weight.size(this == IN ? 0 : 1);
  }
}
