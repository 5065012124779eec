package dev.chainrule.nn.health;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.Linear;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.Sequential;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Dataset;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Schedule;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.optim.UpdateRule;
import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.Objective;
import dev.chainrule.nn.train.Training;
import java.util.List;
import java.util.function.BiFunction;

/// A small training with a monitor: four classes, told by a noisy linear function of eight numbers.
final class Patient {
  static final int IN = 8;
  static final int CLASSES = 4;
  static final long STEPS = 1_000;

  final Module model;
  final LossHistory history = new LossHistory();
  final HealthMonitor monitor;
  final Training training;

  Patient(
      Module model,
      BiFunction<Tensor, Tensor, Tensor> loss,
      Dataset data,
      UpdateRule rule,
      Schedule schedule) {
    this.model = model;
    monitor = new HealthMonitor(model, loss, history);
    training =
        new Training(
                model,
                Objective.of(model, loss),
                new Optimizer(rule, 0, model.parameters()),
                schedule,
                Batches.random(data, 32, new Generator(3)))
            .with(history)
            .with(monitor);
  }

  /// With cross entropy and plain descent at 0.1.
  static Patient of(Module model) {
    return of(model, 0.1);
  }

  static Patient of(Module model, double rate) {
    return new Patient(model, crossEntropy(model), data(1), new Sgd(), Schedule.constant(rate));
  }

  static BiFunction<Tensor, Tensor, Tensor> crossEntropy(Module model) {
    return (x, y) -> model.forward(x).crossEntropy(y);
  }

  static Module mlp(Activation activation) {
    Generator generator = new Generator(1);
    return new Sequential(
        new Linear(IN, 16, generator), activation, new Linear(16, CLASSES, generator));
  }

  static Dataset data(long seed) {
    Tensor x = Tensor.randn(new Generator(seed), 500, IN);
    Tensor truth = Tensor.randn(new Generator(100), IN, CLASSES);
    Tensor noise = Tensor.randn(new Generator(seed + 1), 500, CLASSES);
    return new Dataset(x, x.matmul(truth).add(noise).argmax(1, false));
  }

  /// Multiplies a parameter before training.
  static void scale(Module model, String parameter, double factor) {
    model.parameters().get(parameter).detach().mulInPlace(factor);
  }

  Patient run() {
    return run(STEPS);
  }

  Patient run(long steps) {
    training.run(steps);
    return this;
  }

  List<String> ids() {
    return monitor.findings().stream().map(Finding::id).toList();
  }

  Finding finding(String id) {
    return monitor.findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("only " + monitor.findings()));
  }
}
