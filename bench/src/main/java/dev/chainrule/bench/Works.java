package dev.chainrule.bench;

import static dev.chainrule.bench.CharacterModel.CHARACTERS;
import static dev.chainrule.bench.CharacterModel.CONTEXT;
import static dev.chainrule.bench.CharacterModel.EMBEDDING;

import dev.chainrule.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// All works, in the order of the table.
final class Works {
  static final String STEP = "Training step of the character model";
  static final String PRODUCTS = "Matrix products, float32, one thread";
  static final String DOUBLE_PRODUCTS = "Matrix products, float64, one thread";
  static final String SMALL_PRODUCTS = "Small matrix products, float32";
  static final String THREADS = "Two threads";
  static final String SMALL_FUNCTIONS = "Forward and backward, 1,024 elements";
  static final String LARGE_FUNCTIONS = "Forward and backward, 1,048,576 elements";
  static final String SCALARS = "Scalar engine, a node forward and backward";
  static final String TRAINING = "Training step of the character model, as the command trains";
  static final String GPT = "Training step of a GPT of 818,176 parameters, AdamW";
  static final String MEMORY = "Largest resident memory of training";

  /// Functions that another one resembles, so that a quick run can do without.
  private static final Set<String> RESEMBLED = Set.of("sigmoid", "sum", "max");

  private static final int EXAMPLES = 100_000;
  private static final int POINTS = 100;
  private static final double STEP_TOLERANCE = 1e-4;
  private static final double FLOAT_TOLERANCE = 1e-4;
  private static final double DOUBLE_TOLERANCE = 1e-12;
  private static final Unit TIME = new Unit.Time();

  private final List<Work> works = new ArrayList<>();

  private Works() {}

  /// Every work.
  static List<Work> all() {
    Works works = new Works();
    works.addSteps();
    works.addProducts();
    works.addFunctions(SMALL_FUNCTIONS, "-1k", 32);
    works.addFunctions(LARGE_FUNCTIONS, "-1m", 1024);
    works.addScalars();
    works.addTrainings();
    works.addMemory();
    return List.copyOf(works.works);
  }

  /// The work of that name.
  static Work named(String name) {
    return all().stream()
        .filter(work -> work.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no work " + name));
  }

  private void add(
      String name,
      String group,
      String title,
      Unit unit,
      Target target,
      double tolerance,
      boolean quick,
      Function<Inputs, Task> task) {
    works.add(new Work(name, group, title, unit, target, tolerance, 1, quick, task));
  }

  /// `work` again without a scope: ours leaves its tensors to the garbage collector.
  private void addCollected(String name) {
    Work work = works.stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    add(
        name + "-collected",
        work.group(),
        work.title() + ", without a scope",
        work.unit(),
        new Target.None(),
        work.tolerance(),
        work.quick(),
        inputs -> work.task().apply(inputs).with("collected", 1));
  }

  private void addSteps() {
    addStep("step-64", "hidden 64", 64, false, 45);
    addCollected("step-64");
    addStep("step-200", "hidden 200", 200, false, 100);
    addStep("step-64-fused", "hidden 64, fused batch norm and linear", 64, true, 35);
    addStep("step-200-fused", "hidden 200, fused batch norm and linear", 200, true, 0);
  }

  private void addStep(String name, String title, int hidden, boolean fused, int microseconds) {
    Target target =
        microseconds == 0 ? new Target.None() : new Target.AtMost(microseconds * 1e3, TIME);
    // PyTorch's fused batch norm has no Bessel's correction.
    int correction = fused ? 0 : 1;
    add(
        name,
        STEP,
        title,
        TIME,
        target,
        STEP_TOLERANCE,
        hidden == 64 || !fused,
        inputs -> step(inputs, hidden, fused, correction));
  }

  /// The character model: Kaiming's scale for the first layer, small numbers elsewhere.
  ///
  /// @param correction batch norm divides by the batch's size less this
  static Task step(Inputs inputs, int hidden, boolean fused, int correction) {
    int width = CONTEXT * EMBEDDING;
    double scale = 5.0 / 3 / Math.sqrt(width);
    examples(inputs);
    inputs.normal("embedding", CHARACTERS, EMBEDDING);
    if (fused) {
      inputs.normal("weight1", 0, scale, hidden, width);
    } else {
      inputs.normal("weight1", 0, scale, width, hidden);
    }
    inputs.normal("bias1", 0, 0.1, hidden);
    inputs.normal("gain", 1, 0.1, fused ? new int[] {hidden} : new int[] {1, hidden});
    inputs.normal("shift", 0, 0.1, fused ? new int[] {hidden} : new int[] {1, hidden});
    if (fused) {
      inputs.normal("weight2", 0, 0.1, CHARACTERS, hidden);
    } else {
      inputs.normal("weight2", 0, 0.1, hidden, CHARACTERS);
    }
    inputs.normal("bias2", 0, 0.1, CHARACTERS);
    Map<String, Integer> settings =
        Map.of("hidden", hidden, "fused", fused ? 1 : 0, "correction", correction);
    return new Task("character step", settings, inputs.all());
  }

  /// Characters drawn evenly; half of the time the last of them says which follows, so that there
  /// is something to learn and the loss stays away from 0.
  private static void examples(Inputs inputs) {
    Generator generator = inputs.generator();
    long[] contexts = generator.randint(0, CHARACTERS, EXAMPLES * CONTEXT);
    long[] next = generator.randint(0, CHARACTERS, EXAMPLES);
    boolean[] known = generator.bernoulli(0.5, EXAMPLES);
    for (int i = 0; i < EXAMPLES; i++) {
      if (known[i]) {
        next[i] = (contexts[CONTEXT * i + CONTEXT - 1] + 1) % CHARACTERS;
      }
    }
    inputs.longs("contexts", contexts, EXAMPLES, CONTEXT).longs("next", next, EXAMPLES);
  }

  private void addProducts() {
    Set<Integer> quick = Set.of(512, 1024, 1000);
    for (int n : new int[] {256, 512, 1024, 2048, 255, 1000, 1023}) {
      addProduct("matmul-" + n, "A·B, " + n, n, 0, 0, quick.contains(n));
      addProduct("matmul-" + n + "-nt", "A·Bᵀ, " + n, n, 0, 1, n == 512);
      addProduct("matmul-" + n + "-tn", "Aᵀ·B, " + n, n, 1, 0, n == 512);
    }
    for (int n : new int[] {256, 512, 1024, 1000}) {
      add(
          "matmul64-" + n,
          DOUBLE_PRODUCTS,
          "A·B, " + n,
          new Unit.Rate(2.0 * n * n * n),
          new Target.AsFastAs(0.9, Contestants.OPENBLAS),
          DOUBLE_TOLERANCE,
          n == 512,
          inputs -> product(inputs.normalDouble("a", n, n).normalDouble("b", n, n), 0, 0));
    }
    addSmallProduct("small-32x30x64", "32×30 · 30×64", 1, 32, 30, 64);
    addSmallProduct("small-32x64x27", "32×64 · 64×27", 1, 32, 64, 27);
    addSmallProduct("batched-64", "64 times 32×64 · 64×32", 64, 32, 64, 32);
    works.add(
        new Work(
            "threads-1024",
            THREADS,
            "A·B, 1024",
            new Unit.Rate(2.0 * 1024 * 1024 * 1024),
            new Target.AsFastAs(1.85, Contestants.ONE_THREAD),
            FLOAT_TOLERANCE,
            2,
            true,
            inputs -> product(inputs.normal("a", 1024, 1024).normal("b", 1024, 1024), 0, 0)));
  }

  private void addProduct(
      String name, String title, int n, int transposeA, int transposeB, boolean quick) {
    add(
        name,
        PRODUCTS,
        title,
        new Unit.Rate(2.0 * n * n * n),
        new Target.AsFastAs(0.95, Contestants.OPENBLAS),
        FLOAT_TOLERANCE,
        quick,
        inputs -> product(inputs.normal("a", n, n).normal("b", n, n), transposeA, transposeB));
  }

  private void addSmallProduct(String name, String title, int batch, int m, int k, int n) {
    int[] a = batch == 1 ? new int[] {m, k} : new int[] {batch, m, k};
    int[] b = batch == 1 ? new int[] {k, n} : new int[] {batch, k, n};
    add(
        name,
        SMALL_PRODUCTS,
        title,
        TIME,
        new Target.AsFastAs(2, Contestants.PYTORCH),
        FLOAT_TOLERANCE,
        true,
        inputs -> product(inputs.normal("a", a).normal("b", b), 0, 0));
  }

  private static Task product(Inputs inputs, int transposeA, int transposeB) {
    return new Task(
        "matmul", Map.of("transposeA", transposeA, "transposeB", transposeB), inputs.all());
  }

  /// Every function on a square of `n` rows and columns.
  private void addFunctions(String group, String suffix, int n) {
    boolean large = n > 32;
    for (String name : List.of("add", "mul")) {
      addFunction(
          group, suffix, name, large ? 1 : 5, x -> x.normal("a", n, n).normal("b", n, n), n, n);
    }
    for (String name : List.of("tanh", "exp", "gelu", "relu", "sigmoid")) {
      int ratio = !large ? 5 : name.equals("tanh") || name.equals("gelu") ? 2 : 1;
      addFunction(group, suffix, name, ratio, x -> x.normal("x", n, n), n, n);
    }
    for (String name : List.of("sum", "mean", "max")) {
      addFunction(group, suffix, name, large ? 1 : 5, x -> x.normal("x", n, n));
    }
    if (large) {
      addCollected("add" + suffix);
    }
    addFunction(group, suffix, "softmax", large ? 1 : 5, x -> x.normal("x", n, n), n, n);
    addFunction(
        group,
        suffix,
        "layer norm",
        large ? 1 : 5,
        x -> x.normal("x", n, n).normal("weight", n).normal("bias", n),
        n,
        n);
    addFunction(
        group,
        suffix,
        "cross entropy",
        large ? 1 : 5,
        x -> x.normal("x", n, n).indices("target", n, n));
    int rows = large ? 1000 : CHARACTERS;
    int width = large ? 64 : 16;
    int count = n * n / width;
    addFunction(
        group,
        suffix,
        "embedding",
        large ? 1 : 5,
        x -> x.normal("weight", rows, width).indices("index", rows, count),
        count,
        width);
  }

  /// @param result the shape of the result, where it is not 0-d
  private void addFunction(
      String group,
      String suffix,
      String operation,
      int ratio,
      Consumer<Inputs> made,
      int... result) {
    add(
        operation.replace(' ', '-') + suffix,
        group,
        operation,
        TIME,
        new Target.AsFastAs(ratio, Contestants.PYTORCH),
        FLOAT_TOLERANCE,
        !RESEMBLED.contains(operation),
        inputs -> {
          made.accept(inputs);
          if (result.length > 0) {
            inputs.normal("gradOutput", result);
          }
          return new Task(operation, Map.of(), inputs.all());
        });
  }

  private void addScalars() {
    Unit unit = new Unit.PerNode(MoonsNet.nodeCount(POINTS));
    add(
        "scalar-moons",
        SCALARS,
        "2-16-16-1, 100 points, hinge loss and squares",
        unit,
        new Target.AtMost(20.0 * MoonsNet.nodeCount(POINTS), unit),
        DOUBLE_TOLERANCE,
        true,
        inputs -> moons(inputs, POINTS));
  }

  /// Two half circles, one in the other's opening, with noise.
  static Task moons(Inputs inputs, int count) {
    Generator generator = inputs.generator();
    double[] angles = generator.uniformDouble(0, Math.PI, count);
    double[] points = generator.randnDouble(2 * count);
    double[] labels = new double[count];
    for (int i = 0; i < count; i++) {
      boolean upper = i % 2 == 0;
      double x = Math.cos(angles[i]);
      double y = Math.sin(angles[i]);
      points[2 * i] = 0.1 * points[2 * i] + (upper ? x : 1 - x);
      points[2 * i + 1] = 0.1 * points[2 * i + 1] + (upper ? y : 0.5 - y);
      labels[i] = upper ? 1 : -1;
    }
    inputs.doubles("points", points, count, 2).doubles("labels", labels, count);
    double[] parameters = generator.uniformDouble(-1, 1, MoonsNet.parameterCount());
    inputs.doubles("parameters", parameters, parameters.length);
    return new Task("scalar", Map.of(), inputs.all());
  }

  /// Targets of 18,000 and 9,000 steps a second.
  private void addTrainings() {
    addTraining("train-64", 64, 1e9 / 18_000);
    addTraining("train-200", 200, 1e9 / 9_000);
    addGpt("gpt", "one thread", 1, 65);
    addGpt("gpt-threads", "two threads", 2, 38);
  }

  private void addTraining(String name, int hidden, double nanoseconds) {
    add(
        name,
        TRAINING,
        "hidden " + hidden,
        TIME,
        new Target.AtMost(nanoseconds, TIME),
        STEP_TOLERANCE,
        hidden == 64,
        inputs -> {
          Task step = step(inputs, hidden, false, 1);
          return new Task("character training", step.settings(), step.inputs());
        });
  }

  private void addGpt(String name, String title, int threads, int milliseconds) {
    works.add(
        new Work(
            name,
            GPT,
            title,
            TIME,
            new Target.AtMost(milliseconds * 1e6, TIME),
            STEP_TOLERANCE,
            threads,
            threads == 1,
            GptStep::task));
  }

  private void addMemory() {
    Unit unit = new Unit.Memory(5_000);
    add(
        "memory-64",
        MEMORY,
        "character model, hidden 64, 5,000 steps",
        unit,
        new Target.AtMost(120e6, unit),
        STEP_TOLERANCE,
        true,
        inputs -> step(inputs, 64, false, 1));
    add(
        "memory-gpt",
        MEMORY,
        "GPT, 100 steps",
        new Unit.Memory(100),
        new Target.AsFastAs(1, Contestants.PYTORCH),
        STEP_TOLERANCE,
        false,
        GptStep::task);
  }
}
