package dev.chainrule.bench;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import java.util.List;
import java.util.Objects;

/// A character model as a user trains it: embedding, linear layer, batch norm, tanh, linear layer,
/// cross entropy; plain gradient descent on 32 examples drawn at random.
///
/// After Bengio et al., A Neural Probabilistic Language Model, 2003, with batch norm (Ioffe and
/// Szegedy, 2015) either written out in plain operations or fused.
final class CharacterModel implements TrainingJob {
  static final int BATCH = 32;
  static final int CONTEXT = 3;
  static final int EMBEDDING = 10;
  static final int CHARACTERS = 27;
  static final double RATE = 0.1;

  /// How many losses are compared.
  static final int COMPARED = 20;

  /// What all contestants draw their examples with.
  static final long SEED = 42;

  private final boolean fused;
  private final int correction;
  private final Generator generator = new Generator(SEED);
  private final Tensor contexts;
  private final Tensor next;
  private final Tensor embedding;
  private final Tensor weight1;
  private final Tensor bias1;
  private final Tensor gain;
  private final Tensor shift;
  private final Tensor weight2;
  private final Tensor bias2;
  private final List<Tensor> parameters;

  CharacterModel(Task task) {
    fused = task.is("fused");
    correction = task.setting("correction");
    contexts = task.input("contexts").tensor();
    next = task.input("next").tensor();
    embedding = task.input("embedding").tensor();
    weight1 = task.input("weight1").tensor();
    bias1 = task.input("bias1").tensor();
    gain = task.input("gain").tensor();
    shift = task.input("shift").tensor();
    weight2 = task.input("weight2").tensor();
    bias2 = task.input("bias2").tensor();
    parameters = List.of(embedding, weight1, bias1, gain, shift, weight2, bias2);
    parameters.forEach(parameter -> parameter.requiresGrad(true));
  }

  @Override
  public double step() {
    Tensor rows = Tensor.of(generator.randint(0, contexts.size(0), BATCH));
    Tensor characters = contexts.indexSelect(0, rows);
    Tensor logits = fused ? fusedForward(characters) : plainForward(characters);
    Tensor loss = logits.crossEntropy(next.indexSelect(0, rows));
    parameters.forEach(Tensor::zeroGrad);
    loss.backward();
    for (Tensor parameter : parameters) {
      parameter.addInPlace(Objects.requireNonNull(parameter.grad()), -RATE);
    }
    return loss.item();
  }

  private Tensor plainForward(Tensor characters) {
    Tensor input = embedding.embedding(characters).view(BATCH, -1).matmul(weight1).add(bias1);
    Tensor difference = input.sub(input.sum(0, true).div(BATCH));
    Tensor variance = difference.square().sum(0, true).div(BATCH - correction);
    Tensor normalized = difference.mul(variance.add(1e-5).pow(-0.5));
    return gain.mul(normalized).add(shift).tanh().matmul(weight2).add(bias2);
  }

  private Tensor fusedForward(Tensor characters) {
    Tensor input = embedding.embedding(characters).view(BATCH, -1).linear(weight1, bias1);
    return input.batchNorm(gain, shift, 1e-5, correction).tanh().linear(weight2, bias2);
  }
}
