package dev.chainrule.nn.train;

import dev.chainrule.Tensor;
import dev.chainrule.TensorScope;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.data.Batch;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.optim.Clip;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.optim.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A training loop: batch, gradients, update, and again.
///
/// ```java
/// Training training = new Training(model, model::lossAndGradients, optimizer, schedule, batches);
/// training.run(1_000);
/// ```
///
/// It holds all that determines the steps to come; [#state] gives it to a checkpoint. A training
/// that is saved and loaded goes on with the bits with which it would have gone on.
public final class Training {
  /// Why a run came to its end.
  public enum End {
    /// All steps were made.
    DONE,
    /// [#stop] was called.
    STOPPED,
    /// The loss was NaN or infinite; the parameters are those that gave it.
    NOT_FINITE
  }

  private static final String MODEL = "model.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String BATCHES = "batches";
  private static final String STEP = "step";

  private final Module model;
  private final Objective objective;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final Batches batches;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private double largestNorm = Double.POSITIVE_INFINITY;
  private long step;
  private volatile boolean stopping;

  /// A training that has made no step.
  ///
  /// @param schedule the learning rate of each step
  public Training(
      Module model, Objective objective, Optimizer optimizer, Schedule schedule, Batches batches) {
    this.model = model;
    this.objective = objective;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.batches = batches;
  }

  /// Has `listener` see every step; returns this training.
  public Training with(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /// Clips all gradients together to this norm before each update; returns this training.
  public Training clippedTo(double norm) {
    largestNorm = norm;
    return this;
  }

  /// How many steps were made.
  public long step() {
    return step;
  }

  /// Trains until `steps` steps have been made, counted from the very first.
  public End run(long steps) {
    model.train();
    while (step < steps) {
      if (stopping) {
        stopping = false;
        return End.STOPPED;
      }
      for (TrainingListener listener : listeners) {
        listener.beforeStep(step);
      }
      if (!isMade(batches.next())) {
        return End.NOT_FINITE;
      }
    }
    return End.DONE;
  }

  /// Whether a step could be made.
  private boolean isMade(Batch batch) {
    double loss = TensorScope.call(() -> objective.lossAndGradients(batch.x(), batch.y()).item());
    for (TrainingListener listener : listeners) {
      listener.beforeUpdate(step, batch, loss);
    }
    if (!Double.isFinite(loss)) {
      return false;
    }
    if (largestNorm < Double.POSITIVE_INFINITY) {
      Clip.byGlobalNorm(model.parameters().values(), largestNorm);
    }
    optimizer.setRate(schedule.at(step));
    optimizer.step();
    for (TrainingListener listener : listeners) {
      listener.afterUpdate(step, loss);
    }
    step++;
    return true;
  }

  /// Has the run end after the step that it is at. From any thread.
  public void stop() {
    stopping = true;
  }

  /// Parameters and buffers, the memories of the optimiser, the place in the data, and the step.
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    model.state().forEach((name, tensor) -> state.put(MODEL + name, tensor));
    optimizer.state().forEach((name, tensor) -> state.put(OPTIMIZER + name, tensor));
    state.put(BATCHES, batches.state());
    state.put(STEP, Tensor.of(new long[] {step}));
    return state;
  }

  /// Goes on where [#state] was taken. Other names are left alone.
  ///
  /// @throws IllegalArgumentException if something is missing or of another shape
  public void load(Map<String, Tensor> state) {
    Tensor at = named(state, STEP);
    model.load(part(state, MODEL));
    optimizer.load(part(state, OPTIMIZER));
    batches.restore(named(state, BATCHES));
    step = at.toLongArray()[0];
  }

  /// The parameters and buffers in a training's state, by their names in the model.
  public static SequencedMap<String, Tensor> modelIn(Map<String, Tensor> state) {
    return part(state, MODEL);
  }

  /// What has names that begin with `prefix`, by the rest of the name.
  public static <V> SequencedMap<String, V> part(Map<String, V> all, String prefix) {
    SequencedMap<String, V> part = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), value);
          }
        });
    return part;
  }

  private static Tensor named(Map<String, Tensor> state, String name) {
    Tensor tensor = state.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "load: the state of a training has \"%s\"; none was given".formatted(name));
    }
    return tensor;
  }
}
