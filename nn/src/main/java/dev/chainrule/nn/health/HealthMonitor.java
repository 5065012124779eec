package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import dev.chainrule.nn.Module;
import dev.chainrule.nn.data.Batch;
import dev.chainrule.nn.train.LossHistory;
import dev.chainrule.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Watches the health of a training: measures a sample of its steps, and says what deserves
/// attention.
///
/// ```java
/// LossHistory history = new LossHistory();
/// HealthMonitor monitor = new HealthMonitor(model, model::loss, history);
/// training.with(history).with(monitor).run(10_000);
/// monitor.findings().forEach(finding -> System.out.println(finding.message()));
/// ```
///
/// At a sampled step ([SampledSteps]) it computes the loss of the batch once more, reads the values
/// of all activations and their gradients from the tape, and computes the loss again after the
/// update. Nothing that training depends on is changed: a run has the same bits with and without a
/// monitor, as long as the loss draws random numbers only from generators that are in buffers of
/// the model, as those of dropout are.
public final class HealthMonitor implements TrainingListener {
  private final Probe probe;
  private final LossHistory history;
  private final List<ParameterTrack> parameters = new ArrayList<>();
  private final SequencedMap<String, LayerTrack> layers = new LinkedHashMap<>();
  private final SequencedMap<String, NormTrack> norms = new LinkedHashMap<>();
  private final List<Long> steps = new ArrayList<>();
  private final Series losses = new Series();
  private final Series lossesAfter = new Series();
  private final Series cuts = new Series();
  private final List<HealthListener> listeners = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private int classes;
  private @Nullable NonFinite nonFinite;

  /// The next step to look at; negative where it is not known.
  private long next = -1;

  /// The batch of the step that is being looked at; null between samples.
  private @Nullable Batch batch;

  /// @param loss of a batch, a recorded scalar: what the training minimises
  /// @param history sees the training too, so that curves of the losses can be judged
  public HealthMonitor(Module model, BiFunction<Tensor, Tensor, Tensor> loss, LossHistory history) {
    probe = new Probe(model, loss);
    this.history = history;
    model.parameters().forEach((name, tensor) -> parameters.add(new ParameterTrack(name, tensor)));
  }

  /// Has `listener` hear of every sample and every finding; returns this monitor.
  public HealthMonitor with(HealthListener listener) {
    listeners.add(listener);
    return this;
  }

  @Override
  public void beforeUpdate(long step, Batch batch, double loss) {
    if (!Double.isFinite(loss)) {
      meet(step, batch, loss);
      return;
    }
    if (next < step) {
      next = SampledSteps.from(step);
    }
    if (step == next) {
      this.batch = batch;
      look(step, batch, loss);
    }
  }

  private void look(long step, Batch batch, double loss) {
    Reading reading = probe.read(batch);
    int before = steps.size();
    steps.add(step);
    losses.add(reading.loss());
    cuts.add(reading.cut());
    classes = reading.classes();
    boolean areFinite = true;
    for (ParameterTrack parameter : parameters) {
      if (reading.embeddings().contains(parameter.name())) {
        parameter.isLookedUp();
      }
      areFinite &= parameter.beforeUpdate();
    }
    for (Reading.Layer layer : reading.layers()) {
      LayerTrack track =
          layers.computeIfAbsent(layer.name(), name -> new LayerTrack(name, layer.operation()));
      track.padTo(before);
      track.add(layer);
    }
    for (Reading.Norm norm : reading.norms()) {
      NormTrack track = norms.computeIfAbsent(norm.name(), NormTrack::new);
      track.padTo(before);
      track.add(norm);
    }
    layers.values().forEach(track -> track.padTo(steps.size()));
    norms.values().forEach(track -> track.padTo(steps.size()));
    if (!areFinite) {
      meet(step, batch, loss);
    }
  }

  /// Notes where the first number that is not finite was made.
  private void meet(long step, Batch batch, double loss) {
    if (nonFinite != null) {
      return;
    }
    String place = null;
    for (ParameterTrack parameter : parameters) {
      if (place == null && !parameter.isFinite()) {
        place = "the update after step %d, in %s".formatted(step - 1, parameter.name());
      }
    }
    if (place == null) {
      place = probe.nonFinite(batch);
    }
    nonFinite = new NonFinite(step, loss, place == null ? "" : place);
    tell(step);
  }

  @Override
  public void afterUpdate(long step, double loss) {
    Batch batch = this.batch;
    if (batch == null) {
      return;
    }
    this.batch = null;
    next = SampledSteps.after(step);
    lossesAfter.add(probe.loss(batch));
    parameters.forEach(ParameterTrack::afterUpdate);
    tell(step);
  }

  private void tell(long step) {
    if (listeners.isEmpty()) {
      return;
    }
    listeners.forEach(listener -> listener.measured(step, this));
    Set<String> before = new HashSet<>(told);
    told.clear();
    for (Finding finding : findings()) {
      told.add(finding.id());
      if (!before.contains(finding.id())) {
        listeners.forEach(listener -> listener.found(step, finding));
      }
    }
  }

  /// What deserves attention, worst first; empty where nothing does.
  public List<Finding> findings() {
    return Rules.findings(report());
  }

  /// All that was measured so far.
  public HealthReport report() {
    // A sample without its update, as when a run ends in NaN, does not count.
    int samples = lossesAfter.size();
    parameters.forEach(ParameterTrack::settle);
    return new HealthReport(
        List.copyOf(steps.subList(0, samples)),
        losses.values().subList(0, samples),
        lossesAfter.values(),
        cuts.values().subList(0, samples),
        classes,
        parameters.stream().map(ParameterTrack::health).toList(),
        layers.values().stream().map(LayerTrack::health).toList(),
        norms.values().stream().map(NormTrack::health).toList(),
        history.training(),
        history.validation(),
        nonFinite);
  }

  /// What a checkpoint keeps, so that the report of a resumed run has the whole history. To be
  /// taken between steps.
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    state.put("steps", Tensor.of(steps.stream().mapToLong(step -> step).toArray()));
    state.put("losses", losses.state());
    state.put("losses.after", lossesAfter.state());
    state.put("cuts", cuts.state());
    state.put("counts", Tensor.of(new long[] {classes, layers.size(), norms.size()}));
    for (ParameterTrack parameter : parameters) {
      parameter.settle();
      parameter.save(state);
    }
    int place = 0;
    for (LayerTrack layer : layers.values()) {
      layer.save(place++, state);
    }
    place = 0;
    for (NormTrack norm : norms.values()) {
      norm.save(place++, state);
    }
    if (nonFinite != null) {
      nonFinite.save(state);
    }
    return state;
  }

  /// Goes on where [#state] was taken, of a monitor of the same model.
  ///
  /// @throws IllegalArgumentException if something is missing or of another size
  public void load(Map<String, Tensor> tensors) {
    State state = new State(tensors);
    steps.clear();
    for (long step : state.get("steps").toLongArray()) {
      steps.add(step);
    }
    losses.load(state.get("losses"));
    lossesAfter.load(state.get("losses.after"));
    cuts.load(state.get("cuts"));
    long[] counts = state.get("counts").toLongArray();
    classes = (int) counts[0];
    parameters.forEach(parameter -> parameter.load(state));
    layers.clear();
    for (int i = 0; i < counts[1]; i++) {
      LayerTrack track = LayerTrack.load(i, state);
      layers.put(track.name(), track);
    }
    norms.clear();
    for (int i = 0; i < counts[2]; i++) {
      NormTrack track = NormTrack.load(i, state);
      norms.put(track.name(), track);
    }
    nonFinite = NonFinite.load(state);
    next = -1;
  }
}
