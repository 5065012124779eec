package dev.chainrule.nn;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.init.Initial;
import dev.chainrule.shape.ShapeException;

/// The mean of the rows that a bag of indices names: int64 \[…, context\] gives \[…, features\].
/// The order within a bag does not matter. Rows start standard normal.
public final class EmbeddingBag extends Module {
  private final Tensor weight;

  /// A float32 layer.
  public EmbeddingBag(int rows, int features, Generator generator) {
    this(rows, features, DType.FLOAT32, generator);
  }

  public EmbeddingBag(int rows, int features, DType dtype, Generator generator) {
    weight = parameter("weight", Initial.normal(0, 1).draw(dtype, generator, rows, features));
  }

  /// \[rows, features\].
  public Tensor weight() {
    return weight;
  }

  @Override
  public Tensor forward(Tensor index) {
    if (index.rank() == 0 || index.size(-1) == 0) {
      throw new ShapeException(
          "EmbeddingBag",
          "a bag has one index or more, [..., context]; given %s".formatted(index.shape()),
          index.shape());
    }
    return weight.embedding(index).mean(-2, false);
  }
}
