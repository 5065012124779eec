package dev.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import org.junit.jupiter.api.Test;

/// Names, shapes and errors of the layers, and whole models by differences; their values are in the
/// golden tests.
class LayersTest {
  private static final Generator GENERATOR = new Generator(77);

  @Test
  void partsAreNamedByTheirPlace() {
    Sequential model =
        new Sequential(
            new Linear(2, 3, GENERATOR),
            Activation.relu(),
            new Residual(new Linear(3, 3, false, DType.FLOAT32, GENERATOR)));
    assertThat(model.parameters().sequencedKeySet())
        .containsExactly("0.weight", "0.bias", "2.inner.weight");
    assertThat(model.get(1).toString()).isEqualTo("relu");
    assertThat(model.parameterCount()).isEqualTo(6 + 3 + 9);
  }

  @Test
  void theBlockIsNamedAsInPyTorch() {
    TransformerBlock block = new TransformerBlock(4, 2, GENERATOR);
    assertThat(block.parameters().sequencedKeySet())
        .containsExactly(
            "self_attn.in_proj_weight",
            "self_attn.in_proj_bias",
            "self_attn.out_proj.weight",
            "self_attn.out_proj.bias",
            "linear1.weight",
            "linear1.bias",
            "linear2.weight",
            "linear2.bias",
            "norm1.weight",
            "norm1.bias",
            "norm2.weight",
            "norm2.bias");
    assertThat(block.forward(Tensor.ones(2, 3, 4)).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void aCausalBlockDoesNotSeeTheFuture() {
    TransformerBlock block = new TransformerBlock(4, 2, GENERATOR);
    Tensor x = Tensor.randn(GENERATOR, 1, 5, 4);
    Tensor changed = x.copy();
    changed.select(1, 3).fillInPlace(9);
    float[] before = block.forward(x).narrow(1, 0, 3).toFloatArray();
    assertThat(block.forward(changed).narrow(1, 0, 3).toFloatArray()).isEqualTo(before);
    assertThat(block.forward(changed).narrow(1, 4, 1).toFloatArray())
        .isNotEqualTo(block.forward(x).narrow(1, 4, 1).toFloatArray());
  }

  @Test
  void theOrderWithinABagDoesNotMatter() {
    EmbeddingBag bag = new EmbeddingBag(5, 3, GENERATOR);
    Tensor one = bag.forward(Tensor.of(new long[] {1, 2}));
    assertThat(one.toFloatArray())
        .isEqualTo(bag.forward(Tensor.of(new long[] {2, 1})).toFloatArray());
    assertThat(one.shape().toArray()).containsExactly(3);
  }

  /// The derivative along a random direction of all parameters, by differences.
  @Test
  void theGradientOfAWholeModelIsThatOfDifferences() {
    Sequential model =
        new Sequential(
            new Embedding(5, 4, DType.FLOAT64, GENERATOR),
            new TransformerBlock(4, 2, true, Activation.geluTanh(), DType.FLOAT64, GENERATOR),
            new RmsNorm(4, 1e-5, DType.FLOAT64),
            Activation.flatten(),
            new Linear(12, 6, true, DType.FLOAT64, GENERATOR),
            new BatchNorm1d(6, 1e-5, 0.1, Variance.BESSEL, Variance.BESSEL, DType.FLOAT64),
            Activation.sigmoid(),
            new Linear(6, 5, true, DType.FLOAT64, GENERATOR),
            Activation.softplus());
    Tensor x = Tensor.of(new long[] {0, 1, 2, 3, 4, 0, 1, 1, 1, 4, 2, 3}, 4, 3);
    Tensor target = Tensor.of(new long[] {1, 2, 3, 0});
    model.forward(x).crossEntropy(target).backward();
    double slope = 0;
    double step = 1e-5;
    double[] losses = new double[2];
    Generator directions = new Generator(5);
    for (Tensor parameter : model.parameters().values()) {
      Tensor direction =
          Tensor.of(directions.randnDouble(parameter.numel()), parameter.shape().toArray());
      slope += parameter.grad().mul(direction).sum().item();
      parameter.addInPlace(direction, step);
    }
    losses[0] = model.forward(x).crossEntropy(target).item();
    directions.manualSeed(5);
    for (Tensor parameter : model.parameters().values()) {
      Tensor direction =
          Tensor.of(directions.randnDouble(parameter.numel()), parameter.shape().toArray());
      parameter.addInPlace(direction, -2 * step);
    }
    losses[1] = model.forward(x).crossEntropy(target).item();
    double difference = (losses[0] - losses[1]) / (2 * step);
    assertThat(Math.abs(slope)).isGreaterThan(0.01);
    assertThat(slope).isCloseTo(difference, within(1e-7 * Math.abs(slope)));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> new MultiHeadAttention(6, 4, true, GENERATOR))
        .hasMessage(
            "MultiHeadAttention: the heads must share the channels evenly; given 6 channels, 4"
                + " heads");
    assertThatThrownBy(
            () -> new MultiHeadAttention(6, 3, true, GENERATOR).forward(Tensor.ones(2, 6)))
        .hasMessage("MultiHeadAttention: the input must be [n, length, 6]; given [2, 6]");
    assertThatThrownBy(() -> new RmsNorm(3).forward(Tensor.ones(3, 2)))
        .hasMessage("RmsNorm: the last axis must have 3 features; given [3, 2]");
    assertThatThrownBy(
            () -> new EmbeddingBag(5, 3, GENERATOR).forward(Tensor.of(new long[0], 2, 0)))
        .hasMessage("EmbeddingBag: a bag has one index or more, [..., context]; given [2, 0]");
  }
}
