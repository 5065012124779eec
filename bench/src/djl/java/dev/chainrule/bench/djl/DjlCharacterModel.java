package dev.chainrule.bench.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import dev.chainrule.bench.Job;
import dev.chainrule.bench.Task;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// The character model in DJL; see [dev.chainrule.bench.CharacterModel].
final class DjlCharacterModel implements Job {
  private static final int BATCH = 32;
  private static final float RATE = 0.1f;
  private static final int COMPARED = 20;
  private static final int SEED = 42;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
  private final boolean fused;
  private final int divisor;
  private final NDArray contexts;
  private final NDArray next;
  private final List<NDArray> parameters;

  DjlCharacterModel(Task task) {
    fused = task.is("fused");
    divisor = BATCH - task.setting("correction");
    contexts = Djl.array(manager, task.input("contexts"));
    next = Djl.array(manager, task.input("next"));
    parameters =
        Stream.of("embedding", "weight1", "bias1", "gain", "shift", "weight2", "bias2")
            .map(name -> Djl.array(manager, task.input(name)))
            .toList();
    parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    Engine.getEngine("PyTorch").setRandomSeed(SEED);
  }

  @Override
  public List<double[]> answer() {
    return List.of(DoubleStream.generate(this::step).limit(COMPARED).toArray());
  }

  @Override
  public void run() {
    step();
  }

  private double step() {
    // Closes every array of the step at its end.
    try (NDScope _ = new NDScope()) {
      NDArray rows =
          manager.randomInteger(0, contexts.getShape().get(0), new Shape(BATCH), DataType.INT64);
      NDArray loss;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray characters = contexts.get(rows);
        NDArray logits = fused ? fusedForward(characters) : plainForward(characters);
        loss = crossEntropy.evaluate(new NDList(next.get(rows)), new NDList(logits));
        collector.backward(loss);
      }
      for (NDArray parameter : parameters) {
        NDArray grad = parameter.getGradient();
        parameter.subi(grad.mul(RATE));
        grad.subi(grad);
      }
      return loss.getFloat();
    }
  }

  private NDArray embedded(NDArray characters) {
    return Embedding.embedding(characters, parameters.get(0), SparseFormat.DENSE)
        .singletonOrThrow()
        .reshape(BATCH, -1);
  }

  private NDArray plainForward(NDArray characters) {
    int[] rows = {0};
    NDArray input = embedded(characters).matMul(parameters.get(1)).add(parameters.get(2));
    NDArray difference = input.sub(input.sum(rows, true).div(BATCH));
    NDArray variance = difference.square().sum(rows, true).div(divisor);
    NDArray normalized = difference.mul(variance.add(1e-5).pow(-0.5));
    NDArray hidden = parameters.get(3).mul(normalized).add(parameters.get(4)).tanh();
    return hidden.matMul(parameters.get(5)).add(parameters.get(6));
  }

  private NDArray fusedForward(NDArray characters) {
    NDArray input =
        Linear.linear(embedded(characters), parameters.get(1), parameters.get(2))
            .singletonOrThrow();
    long hidden = input.getShape().get(1);
    NDArray normalized =
        BatchNorm.batchNorm(
                input,
                manager.zeros(new Shape(hidden)),
                manager.ones(new Shape(hidden)),
                parameters.get(3),
                parameters.get(4),
                1,
                0,
                1e-5f,
                true)
            .singletonOrThrow();
    return Linear.linear(normalized.tanh(), parameters.get(5), parameters.get(6))
        .singletonOrThrow();
  }
}
