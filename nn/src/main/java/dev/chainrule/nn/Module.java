package dev.chainrule.nn;

import dev.chainrule.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;

/// A function with parameters: what is trained, and saved and loaded by name.
///
/// A module registers its parameters (leaves that require grad), its buffers (tensors that are
/// saved and not trained, such as running statistics) and its child modules once, in its
/// constructor. The name of a child's parameter is the child's name, a dot, and its own:
/// `0.weight`. A module is in training mode until [#eval].
public abstract class Module {
  private final SequencedMap<String, Tensor> ownParameters = new LinkedHashMap<>();
  private final SequencedMap<String, Tensor> ownBuffers = new LinkedHashMap<>();
  private final SequencedMap<String, Module> children = new LinkedHashMap<>();
  private boolean training = true;

  protected Module() {}

  /// The output for an input; each module states its shapes.
  public abstract Tensor forward(Tensor x);

  /// Registers a leaf as a parameter, and makes it require grad.
  protected final Tensor parameter(String name, Tensor value) {
    requireNew(name);
    ownParameters.put(name, value.requiresGrad(true));
    return value;
  }

  /// Registers a tensor that is saved with the parameters and not trained.
  protected final Tensor buffer(String name, Tensor value) {
    requireNew(name);
    ownBuffers.put(name, value);
    return value;
  }

  /// Registers a module that is a part of this one.
  protected final <M extends Module> M child(String name, M module) {
    requireNew(name);
    children.put(name, module);
    return module;
  }

  private void requireNew(String name) {
    if (name.isEmpty() || name.contains(".")) {
      throw new IllegalArgumentException(
          "module: a name must not be empty or contain a dot; it is \"%s\"".formatted(name));
    }
    if (ownParameters.containsKey(name)
        || ownBuffers.containsKey(name)
        || children.containsKey(name)) {
      throw new IllegalArgumentException(
          "module: a name is given once; \"%s\" is given twice".formatted(name));
    }
  }

  /// All parameters by name, in the order in which they were registered, its own before its
  /// children's.
  public final SequencedMap<String, Tensor> parameters() {
    return named(module -> module.ownParameters);
  }

  /// All buffers by name.
  public final SequencedMap<String, Tensor> buffers() {
    return named(module -> module.ownBuffers);
  }

  /// The parts of this module by name.
  public final SequencedMap<String, Module> children() {
    return Collections.unmodifiableSequencedMap(children);
  }

  /// Parameters and buffers by name: what is saved. They are the module's own tensors, no copies.
  public final SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = parameters();
    state.putAll(buffers());
    return state;
  }

  /// Overwrites the parameters and buffers with those of the same names.
  ///
  /// @throws IllegalArgumentException if a name is missing or left over, or a shape or dtype
  ///   differs; then nothing was overwritten
  public final void load(Map<String, Tensor> values) {
    SequencedMap<String, Tensor> state = state();
    state.forEach((name, own) -> requireSame(name, own, values));
    for (String name : values.keySet()) {
      if (!state.containsKey(name)) {
        throw new IllegalArgumentException(
            "load: every value must have its place; \"%s\" has none; this module has %s"
                .formatted(name, state.sequencedKeySet()));
      }
    }
    state.forEach((name, own) -> own.copyInPlace(Objects.requireNonNull(values.get(name))));
  }

  private static void requireSame(String name, Tensor own, Map<String, Tensor> values) {
    Tensor value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "load: every parameter and buffer needs a value; \"%s\" has none".formatted(name));
    }
    if (!value.shape().equals(own.shape()) || value.dtype() != own.dtype()) {
      throw new IllegalArgumentException(
          "load: \"%s\" is %s %s here, and %s %s was given"
              .formatted(name, own.dtype(), own.shape(), value.dtype(), value.shape()));
    }
  }

  private SequencedMap<String, Tensor> named(Function<Module, Map<String, Tensor>> part) {
    SequencedMap<String, Tensor> all = new LinkedHashMap<>(part.apply(this));
    children.forEach(
        (child, module) ->
            module.named(part).forEach((name, tensor) -> all.put(child + "." + name, tensor)));
    return all;
  }

  /// How many numbers are trained.
  public final long parameterCount() {
    return parameters().values().stream().mapToLong(Tensor::numel).sum();
  }

  /// Training mode: dropout drops, batch norm uses the statistics of the batch.
  public final Module train() {
    return mode(true);
  }

  /// Evaluation mode: the output depends on nothing but the input and the state.
  public final Module eval() {
    return mode(false);
  }

  private Module mode(boolean wanted) {
    training = wanted;
    children.values().forEach(module -> module.mode(wanted));
    return this;
  }

  /// Is this module in training mode?
  public final boolean training() {
    return training;
  }

  /// Forgets all gradients.
  public final void zeroGrad() {
    parameters().values().forEach(Tensor::zeroGrad);
  }
}
