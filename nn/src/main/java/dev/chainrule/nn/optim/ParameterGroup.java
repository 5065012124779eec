package dev.chainrule.nn.optim;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Parameters that are updated by one rule at one learning rate.
public final class ParameterGroup {
  private final UpdateRule rule;
  private final Update update;
  private final List<Updated> parameters = new ArrayList<>();
  private double rate;

  /// The numbers of the last update, most often those of the next parameter too.
  private NdArray[] numbers = {};

  private long numbersStep;
  private double numbersRate;

  ParameterGroup(UpdateRule rule, double rate, Map<String, Tensor> parameters) {
    this.rule = rule;
    this.rate = valid(rate);
    update = new Update(rule);
    parameters.forEach((name, tensor) -> this.parameters.add(new Updated(name, tensor, rule)));
  }

  /// The rule, with its settings.
  public UpdateRule rule() {
    return rule;
  }

  /// The names of the parameters.
  public List<String> names() {
    return parameters.stream().map(updated -> updated.name).toList();
  }

  /// The parameters.
  public List<Tensor> parameters() {
    return parameters.stream().map(updated -> updated.tensor).toList();
  }

  /// The learning rate of the next step.
  public double rate() {
    return rate;
  }

  /// Sets the learning rate, from the next step on.
  public void setRate(double wanted) {
    rate = valid(wanted);
  }

  /// Returns a rate that can be used.
  static double valid(double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "rate: a learning rate must be finite and not negative; given " + rate);
    }
    return rate;
  }

  /// Updates every parameter that has a gradient.
  void step() {
    for (Updated parameter : parameters) {
      Tensor grad = parameter.tensor.grad();
      if (grad != null) {
        parameter.steps++;
        update.run(parameter.cells(grad.array(), numbers(parameter.steps)));
      }
    }
  }

  private NdArray[] numbers(long step) {
    if (step != numbersStep || rate != numbersRate) {
      double[] values = rule.numbers(rate, step);
      numbers = new NdArray[values.length];
      Arrays.setAll(numbers, i -> NdArray.number(values[i]));
      numbersStep = step;
      numbersRate = rate;
    }
    return numbers;
  }

  /// Adds the memories themselves, and copies of the counts of steps, to `state`.
  void save(SequencedMap<String, Tensor> state) {
    for (Updated parameter : parameters) {
      for (int i = 0; i < parameter.memories.size(); i++) {
        state.put(parameter.name + "." + rule.memories().get(i), parameter.memories.get(i));
      }
      state.put(parameter.name + ".steps", Tensor.of(new long[] {parameter.steps}));
    }
  }

  /// Overwrites the memories and counts with those in `state`, which has them all.
  void load(Map<String, Tensor> state) {
    for (Updated parameter : parameters) {
      for (int i = 0; i < parameter.memories.size(); i++) {
        String name = parameter.name + "." + rule.memories().get(i);
        parameter.memories.get(i).copyInPlace(Optimizer.named(state, name));
      }
      parameter.steps = Optimizer.named(state, parameter.name + ".steps").array().getLong(0);
    }
  }

  /// One parameter and what is kept for it.
  private static final class Updated {
    private final String name;
    private final Tensor tensor;
    private final List<Tensor> memories = new ArrayList<>();
    private long steps;

    Updated(String name, Tensor tensor, UpdateRule rule) {
      if (!tensor.requiresGrad() || !tensor.isLeaf()) {
        throw new IllegalArgumentException(
            "Optimizer: a parameter must be a leaf that requires grad; \"%s\" is not"
                .formatted(name));
      }
      this.name = name;
      this.tensor = tensor;
      DType dtype = tensor.dtype();
      for (String memory : rule.memories()) {
        memories.add(Tensor.full(dtype, rule.initial(memory), tensor.shape().toArray()));
      }
    }

    /// What an update runs over.
    NdArray[] cells(NdArray grad, NdArray... numbers) {
      int count = memories.size();
      NdArray[] cells = new NdArray[2 + count + numbers.length];
      cells[0] = tensor.array();
      cells[1] = grad;
      for (int i = 0; i < count; i++) {
        cells[2 + i] = memories.get(i).array();
      }
      System.arraycopy(numbers, 0, cells, 2 + count, numbers.length);
      return cells;
    }
  }
}
