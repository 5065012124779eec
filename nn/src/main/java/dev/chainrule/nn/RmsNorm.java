package dev.chainrule.nn;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.shape.ShapeException;

/// Each row of \[…, features\] over √(mean of its squares + eps), times weight (Zhang & Sennrich
/// 2019): layer norm without the mean. Weight starts at 1.
public final class RmsNorm extends Module {
  private final double eps;
  private final Tensor weight;

  /// A float32 layer with PyTorch's eps, the distance from 1 to the next float.
  public RmsNorm(int features) {
    this(features, Math.ulp(1f), DType.FLOAT32);
  }

  public RmsNorm(int features, double eps, DType dtype) {
    this.eps = eps;
    weight = parameter("weight", Tensor.full(dtype, 1, features));
  }

  /// \[features\].
  public Tensor weight() {
    return weight;
  }

  @Override
  public Tensor forward(Tensor x) {
    if (x.rank() == 0 || x.size(-1) != weight.numel()) {
      throw new ShapeException(
          "RmsNorm",
          "the last axis must have %d features; given %s".formatted(weight.numel(), x.shape()),
          x.shape());
    }
    Tensor scale = x.square().mean(-1, true).add(eps).rsqrt();
    return x.mul(scale).mul(weight);
  }
}
