package dev.chainrule.bench;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The engine, through what any user may call.
final class Ours implements Contestant {
  /// Operations measured forward and backward, on tensors of which those of floats want gradients.
  private static final Map<String, Function<List<Tensor>, Tensor>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("add", x -> x.get(0).add(x.get(1))),
          Map.entry("mul", x -> x.get(0).mul(x.get(1))),
          Map.entry("tanh", x -> x.get(0).tanh()),
          Map.entry("exp", x -> x.get(0).exp()),
          Map.entry("gelu", x -> x.get(0).gelu()),
          Map.entry("relu", x -> x.get(0).relu()),
          Map.entry("sigmoid", x -> x.get(0).sigmoid()),
          Map.entry("sum", x -> x.get(0).sum()),
          Map.entry("mean", x -> x.get(0).mean()),
          Map.entry("max", x -> x.get(0).max()),
          Map.entry("softmax", x -> x.get(0).softmax(-1)),
          Map.entry("layer norm", x -> x.get(0).layerNorm(x.get(1), x.get(2), 1e-5)),
          Map.entry("cross entropy", x -> x.get(0).crossEntropy(x.get(1))),
          Map.entry("embedding", x -> x.get(0).embedding(x.get(1))));

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public String start() {
    return "Chainrule";
  }

  /// The task, each run of it in a scope of its own unless its tensors are to be left to the
  /// garbage collector.
  @Override
  public Optional<Job> prepare(Task task) {
    Optional<Job> job = job(task);
    return task.is("collected") ? job : job.map(Ours::scoped);
  }

  private static Job scoped(Job job) {
    return switch (job) {
      case CharacterTraining training -> training; // it has scopes of its own, as the command has
      case TrainingJob training -> new ScopedTraining(training);
      default -> new Scoped(job);
    };
  }

  private static Optional<Job> job(Task task) {
    return switch (task.operation()) {
      case "character step" -> Optional.of(new CharacterModel(task));
      case "character training" -> Optional.of(new CharacterTraining(task));
      case "gpt step" -> Optional.of(new GptStep(task));
      case "matmul" -> Optional.of(Product.of(task));
      case "scalar" -> Optional.of(new MoonsNet(task));
      default ->
          Optional.ofNullable(FUNCTIONS.get(task.operation()))
              .map(function -> Differentiated.of(function, task));
    };
  }

  private record Scoped(Job job) implements Job {
    /// In memory that a run has used before.
    @Override
    public List<double[]> answer() {
      run();
      return TensorScope.call(job::answer);
    }

    @Override
    public void run() {
      TensorScope.run(job::run);
    }
  }

  private record ScopedTraining(TrainingJob job) implements TrainingJob {
    @Override
    public int compared() {
      return job.compared();
    }

    @Override
    public double step() {
      return TensorScope.call(job::step);
    }
  }

  /// a·b, either perhaps transposed, outside any graph.
  private record Product(Tensor a, Tensor b) implements Job {
    static Product of(Task task) {
      Tensor a = task.input("a").tensor();
      Tensor b = task.input("b").tensor();
      return new Product(task.is("transposeA") ? a.t() : a, task.is("transposeB") ? b.t() : b);
    }

    @Override
    public List<double[]> answer() {
      return List.of(Fingerprint.of(a.matmul(b)));
    }

    @Override
    public void run() {
      a.matmul(b);
    }
  }

  /// A function and its gradients. The last input of a task that has a result of many elements is
  /// the gradient of the result.
  private record Differentiated(
      Function<List<Tensor>, Tensor> function, List<Tensor> inputs, List<Tensor> gradOutput)
      implements Job {
    static Differentiated of(Function<List<Tensor>, Tensor> function, Task task) {
      List<Tensor> inputs = new ArrayList<>();
      List<Tensor> gradOutput = new ArrayList<>();
      for (Input input : task.inputs()) {
        Tensor tensor = input.tensor();
        if (input.name().equals("gradOutput")) {
          gradOutput.add(tensor);
        } else {
          inputs.add(tensor.dtype().isFloat() ? tensor.requiresGrad(true) : tensor);
        }
      }
      return new Differentiated(function, inputs, gradOutput);
    }

    @Override
    public List<double[]> answer() {
      List<double[]> answer = new ArrayList<>();
      answer.add(Fingerprint.of(GradMode.noGrad(() -> function.apply(inputs))));
      run();
      for (Tensor input : inputs) {
        if (input.requiresGrad()) {
          answer.add(Fingerprint.of(Objects.requireNonNull(input.grad())));
        }
      }
      return answer;
    }

    @Override
    public void run() {
      for (Tensor input : inputs) {
        input.zeroGrad();
      }
      Tensor y = function.apply(inputs);
      if (gradOutput.isEmpty()) {
        y.backward();
      } else {
        y.backward(gradOutput.getFirst());
      }
    }
  }
}
