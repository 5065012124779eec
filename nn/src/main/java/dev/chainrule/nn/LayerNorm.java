package dev.chainrule.nn;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;

/// Each row of \[…, features\] less its mean, over √(variance + eps), times weight, plus bias (Ba,
/// Kiros & Hinton 2016). The variance is over n, as in PyTorch. Weight starts at 1, bias at 0.
public final class LayerNorm extends Module {
  private final double eps;
  private final Tensor weight;
  private final Tensor bias;

  /// A float32 layer with eps 1e-5.
  public LayerNorm(int features) {
    this(features, 1e-5, DType.FLOAT32);
  }

  public LayerNorm(int features, double eps, DType dtype) {
    this.eps = eps;
    weight = parameter("weight", Tensor.full(dtype, 1, features));
    bias = parameter("bias", Tensor.full(dtype, 0, features));
  }

  /// \[features\].
  public Tensor weight() {
    return weight;
  }

  /// \[features\].
  public Tensor bias() {
    return bias;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.layerNorm(weight, bias, eps);
  }
}
