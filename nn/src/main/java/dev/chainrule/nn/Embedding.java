package dev.chainrule.nn;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.init.Initial;

/// A row of a weight \[rows, features\] for each index: int64 \[…\] gives \[…, features\]. A row
/// that is used several times adds up its gradients. Rows start standard normal.
public final class Embedding extends Module {
  private final Tensor weight;

  /// A float32 layer.
  public Embedding(int rows, int features, Generator generator) {
    this(rows, features, DType.FLOAT32, generator);
  }

  public Embedding(int rows, int features, DType dtype, Generator generator) {
    weight = parameter("weight", Initial.normal(0, 1).draw(dtype, generator, rows, features));
  }

  /// \[rows, features\].
  public Tensor weight() {
    return weight;
  }

  @Override
  public Tensor forward(Tensor index) {
    return weight.embedding(index);
  }
}
