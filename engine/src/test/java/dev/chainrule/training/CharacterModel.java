package dev.chainrule.training;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import java.util.Arrays;
import java.util.List;

/// The character model of LESSONS S3.4 with hidden size 64: embedding, linear layer, batch norm
/// with Bessel's correction, written out or fused, tanh, linear layer, cross entropy. As a program
/// it trains for as many steps as its argument says and prints the first and the last loss.
public final class CharacterModel {
  private static final int BATCH = 32;
  private static final int CONTEXT = 3;
  private static final int CHARACTERS = 27;

  private final boolean isFused;
  private final Generator generator = new Generator(42);
  private final Tensor embedding = normal(1, CHARACTERS, 10);
  private final Tensor weight1 = normal(5.0 / 3 / Math.sqrt(30), 30, 64);
  private final Tensor bias1 = normal(0.1, 64);
  private final Tensor gain = normal(0.1, 1, 64).add(1);
  private final Tensor shift = normal(0.1, 1, 64);
  private final Tensor weight2 = normal(0.1, 64, CHARACTERS);
  private final Tensor bias2 = normal(0.1, CHARACTERS);
  private final List<Tensor> parameters =
      List.of(embedding, weight1, bias1, gain, shift, weight2, bias2);

  CharacterModel(boolean isFused) {
    this.isFused = isFused;
    parameters.forEach(parameter -> parameter.requiresGrad(true));
  }

  /// Trains and prints.
  public static void main(String[] arguments) {
    CharacterModel model = new CharacterModel(false);
    int steps = Integer.parseInt(arguments[0]);
    double first = model.step();
    double last = first;
    for (int i = 1; i < steps; i++) {
      last = model.step();
    }
    System.out.println(first + " " + last);
  }

  /// A number made of every bit of every parameter.
  int fingerprint() {
    int hash = 0;
    for (Tensor parameter : parameters) {
      hash = 31 * hash + Arrays.hashCode(parameter.toFloatArray());
    }
    return hash;
  }

  private Tensor normal(double scale, int... shape) {
    return Tensor.randn(generator, shape).mul(scale);
  }

  /// One step on random characters whose successor is the last of them; returns the loss.
  double step() {
    long[] characters = generator.randint(0, CHARACTERS, BATCH * CONTEXT);
    long[] next = new long[BATCH];
    for (int i = 0; i < BATCH; i++) {
      next[i] = characters[CONTEXT * i + CONTEXT - 1];
    }
    Tensor loss = forward(Tensor.of(characters, BATCH, CONTEXT)).crossEntropy(Tensor.of(next));
    parameters.forEach(Tensor::zeroGrad);
    loss.backward();
    for (Tensor parameter : parameters) {
      Tensor grad = parameter.grad();
      if (grad == null) {
        throw new IllegalStateException("a parameter has no gradient");
      }
      parameter.addInPlace(grad, -0.1);
    }
    return loss.item();
  }

  private Tensor forward(Tensor characters) {
    Tensor input = embedding.embedding(characters).view(BATCH, -1).matmul(weight1).add(bias1);
    if (isFused) {
      Tensor normalized = input.batchNorm(gain.view(-1), shift.view(-1), 1e-5, 1);
      return normalized.tanh().linear(weight2.t(), bias2);
    }
    Tensor difference = input.sub(input.sum(0, true).div(BATCH));
    Tensor variance = difference.square().sum(0, true).div(BATCH - 1);
    Tensor normalized = difference.mul(variance.add(1e-5).pow(-0.5));
    return gain.mul(normalized).add(shift).tanh().matmul(weight2).add(bias2);
  }
}
