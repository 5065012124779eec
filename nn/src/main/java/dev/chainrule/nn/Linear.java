package dev.chainrule.nn;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.nn.init.Fan;
import dev.chainrule.nn.init.Gain;
import dev.chainrule.nn.init.Initial;
import org.jspecify.annotations.Nullable;

/// y = x·weightᵀ + bias: \[…, in\] gives \[…, out\], with a weight \[out, in\].
///
/// Both start even between ±1/√in, as in PyTorch; the weight is drawn first.
public final class Linear extends Module {
  /// PyTorch states its bounds ±1/√in as Kaiming's for a leaky relu of slope √5.
  private static final Initial WEIGHT =
      Initial.kaimingUniform(Fan.IN, Gain.leakyRelu(Math.sqrt(5)));

  private final Tensor weight;
  private final @Nullable Tensor bias;

  /// A float32 layer with a bias.
  public Linear(int in, int out, Generator generator) {
    this(in, out, true, DType.FLOAT32, generator);
  }

  public Linear(int in, int out, boolean hasBias, DType dtype, Generator generator) {
    weight = parameter("weight", WEIGHT.draw(dtype, generator, out, in));
    bias = hasBias ? parameter("bias", bias(in).draw(dtype, generator, out)) : null;
  }

  private static Initial bias(int in) {
    double bound = in == 0 ? 0 : 1 / Math.sqrt(in);
    return Initial.uniform(-bound, bound);
  }

  /// \[out, in\].
  public Tensor weight() {
    return weight;
  }

  /// \[out\], or null where the layer has none.
  public @Nullable Tensor bias() {
    return bias;
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.linear(weight, bias);
  }
}
