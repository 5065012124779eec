package dev.chainrule.nn.optim;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Updates parameters by their gradients.
///
/// ```java
/// Optimizer optimizer = new Optimizer(new AdamW(), 3e-4, model.parameters());
/// model.zeroGrad();
/// loss.backward();
/// optimizer.step();
/// ```
///
/// Parameters may be in several groups, each with a rule and a rate of its own. A parameter that
/// has no gradient is left as it is. Updates are in place and are never recorded.
///
/// [#state] is what a run needs to go on: loaded into an optimiser of the same groups, the next
/// steps give the bits that they would have given.
public final class Optimizer {
  private final List<ParameterGroup> groups = new ArrayList<>();

  /// An optimiser with one group; more are added with [#add].
  ///
  /// @param rate the learning rate
  /// @param parameters leaves that require grad, by name, as `Module.parameters()` gives them
  public Optimizer(UpdateRule rule, double rate, Map<String, Tensor> parameters) {
    join(rule, rate, parameters);
  }

  /// Adds a group of parameters that are in no group yet; returns this optimiser.
  public Optimizer add(UpdateRule rule, double rate, Map<String, Tensor> parameters) {
    join(rule, rate, parameters);
    return this;
  }

  private void join(UpdateRule rule, double rate, Map<String, Tensor> parameters) {
    Set<Tensor> known = Collections.newSetFromMap(new IdentityHashMap<>());
    List<String> names = new ArrayList<>();
    for (ParameterGroup group : groups) {
      known.addAll(group.parameters());
      names.addAll(group.names());
    }
    parameters.forEach(
        (name, tensor) -> {
          if (names.contains(name) || !known.add(tensor)) {
            throw new IllegalArgumentException(
                "Optimizer: a parameter is given once, under a name of its own; \"%s\" is given twice"
                    .formatted(name));
          }
        });
    groups.add(new ParameterGroup(rule, rate, parameters));
  }

  /// The groups, in the order in which they were added.
  public List<ParameterGroup> groups() {
    return Collections.unmodifiableList(groups);
  }

  /// Sets the learning rate of all groups.
  public void setRate(double rate) {
    groups.forEach(group -> group.setRate(rate));
  }

  /// Updates every parameter that has a gradient.
  public void step() {
    groups.forEach(ParameterGroup::step);
  }

  /// Forgets the gradients of all parameters.
  public void zeroGrad() {
    groups.forEach(group -> group.parameters().forEach(Tensor::zeroGrad));
  }

  /// All that determines the steps to come, besides the parameters: for each parameter its
  /// memories, `0.weight.m`, and how often it was updated, `0.weight.steps` (int64); for each group
  /// its learning rate, `rate.0` (float64). Memories are the optimiser's own tensors, no copies.
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    groups.forEach(group -> group.save(state));
    for (int i = 0; i < groups.size(); i++) {
      state.put("rate." + i, Tensor.of(new double[] {groups.get(i).rate()}));
    }
    return state;
  }

  /// Overwrites the state with values of the same names, which are copied.
  ///
  /// @throws IllegalArgumentException if a name is missing or left over, or a shape or dtype
  ///   differs; then nothing was overwritten
  public void load(Map<String, Tensor> values) {
    SequencedMap<String, Tensor> state = state();
    state.forEach((name, own) -> requireSame(name, own, named(values, name)));
    for (String name : values.keySet()) {
      if (!state.containsKey(name)) {
        throw new IllegalArgumentException(
            "load: every value must have its place; \"%s\" has none in this optimiser"
                .formatted(name));
      }
    }
    double[] rates = new double[groups.size()];
    Arrays.setAll(rates, i -> ParameterGroup.valid(named(values, "rate." + i).item()));
    for (int i = 0; i < rates.length; i++) {
      groups.get(i).setRate(rates[i]);
      groups.get(i).load(values);
    }
  }

  /// The value of this name.
  static Tensor named(Map<String, Tensor> values, String name) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "load: the state of this optimiser has \"%s\", and no value was given for it"
              .formatted(name));
    }
    return value;
  }

  private static void requireSame(String name, Tensor own, Tensor value) {
    if (!value.shape().equals(own.shape()) || value.dtype() != own.dtype()) {
      throw new IllegalArgumentException(
          "load: \"%s\" is %s %s here, and %s %s was given"
              .formatted(name, own.dtype(), own.shape(), value.dtype(), value.shape()));
    }
  }
}
