package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What is measured of a layer, as it comes in.
final class LayerTrack {
  /// |y| of a tanh from which on it is flat: its derivative 1 − y² is less than 0.06 of its
  /// largest.
  private static final double FLAT = 0.97;

  private static final int NUMBERS = 6;

  private final String name;
  private final String operation;
  private final List<Series> numbers = new ArrayList<>();

  /// For each unit the number of samples since it was last positive.
  private long[] silent = {};

  private Histogram firstOutputs = Histogram.EMPTY;
  private Histogram lastOutputs = Histogram.EMPTY;
  private Histogram firstGradients = Histogram.EMPTY;
  private Histogram lastGradients = Histogram.EMPTY;

  LayerTrack(String name, String operation) {
    this.name = name;
    this.operation = operation;
    for (int i = 0; i < NUMBERS; i++) {
      numbers.add(new Series());
    }
  }

  void add(Reading.Layer layer) {
    if (silent.length != layer.units()) {
      silent = new long[layer.units()];
    }
    boolean[] isPositive = new boolean[layer.units()];
    boolean[] isFree = new boolean[layer.units()];
    int saturated = read(layer, isPositive, isFree);
    int stuck = 0;
    for (int unit = 0; unit < silent.length; unit++) {
      silent[unit] = isPositive[unit] ? 0 : silent[unit] + 1;
      stuck += isFree[unit] ? 0 : 1;
    }
    double[] y = layer.outputs();
    double[] g = layer.gradients();
    double[] outputs = Elements.meanAndDeviation(y);
    double[] gradients = Elements.meanAndDeviation(g);
    boolean canSaturate = limits(operation);
    numbers.get(0).add(canSaturate ? (double) saturated / y.length : Double.NaN);
    numbers.get(1).add(canSaturate ? (double) stuck / silent.length : Double.NaN);
    numbers.get(2).add(outputs[0]);
    numbers.get(3).add(outputs[1]);
    numbers.get(4).add(gradients[0]);
    numbers.get(5).add(gradients[1]);
    lastOutputs = histogram(y);
    lastGradients = Histogram.of(g);
    if (firstOutputs.counts().isEmpty()) {
      firstOutputs = lastOutputs;
      firstGradients = lastGradients;
    }
  }

  /// How many outputs are saturated; notes which units were positive, and which were not saturated.
  private int read(Reading.Layer layer, boolean[] isPositive, boolean[] isFree) {
    // Of a sigmoid, 2y − 1 is the tanh of half its input.
    double scale = operation.equals("sigmoid") ? 2 : 1;
    double shift = operation.equals("sigmoid") ? 1 : 0;
    int saturated = 0;
    int unit = 0;
    for (double y : layer.outputs()) {
      boolean isFlat = Math.abs(y * scale - shift) > FLAT;
      saturated += isFlat ? 1 : 0;
      isFree[unit] |= !isFlat;
      isPositive[unit] |= y > 0;
      unit = unit + 1 == isFree.length ? 0 : unit + 1;
    }
    return saturated;
  }

  private static boolean limits(String operation) {
    return operation.equals("tanh") || operation.equals("sigmoid");
  }

  private Histogram histogram(double[] y) {
    return switch (operation) {
      case "tanh" -> Histogram.of(y, -1, 1);
      case "sigmoid" -> Histogram.of(y, 0, 1);
      default -> Histogram.of(y);
    };
  }

  /// Fills in for samples at which the tape had no such layer.
  void padTo(int samples) {
    numbers.forEach(series -> series.padTo(samples));
  }

  LayerHealth health() {
    List<LayerHealth.Sample> samples = new ArrayList<>();
    List<List<Double>> values = numbers.stream().map(Series::values).toList();
    for (int i = 0; i < values.getFirst().size(); i++) {
      samples.add(
          new LayerHealth.Sample(
              values.get(0).get(i),
              values.get(1).get(i),
              values.get(2).get(i),
              values.get(3).get(i),
              values.get(4).get(i),
              values.get(5).get(i)));
    }
    long needed = Math.min(LayerHealth.RECENT, samples.size());
    int dead = (int) Arrays.stream(silent).filter(count -> count >= needed).count();
    return new LayerHealth(
        name,
        operation,
        samples,
        silent.length,
        operation.equals("relu") ? dead : 0,
        firstOutputs,
        lastOutputs,
        firstGradients,
        lastGradients);
  }

  /// @param place its place among the layers
  void save(int place, Map<String, Tensor> state) {
    String prefix = "layer.%d.".formatted(place);
    state.put(prefix + "name", Text.tensor(name));
    state.put(prefix + "operation", Text.tensor(operation));
    for (int i = 0; i < NUMBERS; i++) {
      state.put(prefix + "numbers." + i, numbers.get(i).state());
    }
    state.put(prefix + "silent", Tensor.of(silent.clone()));
    state.put(prefix + "outputs.first", firstOutputs.state());
    state.put(prefix + "outputs.last", lastOutputs.state());
    state.put(prefix + "gradients.first", firstGradients.state());
    state.put(prefix + "gradients.last", lastGradients.state());
  }

  static LayerTrack load(int place, State state) {
    String prefix = "layer.%d.".formatted(place);
    LayerTrack track =
        new LayerTrack(
            Text.of(state.get(prefix + "name")), Text.of(state.get(prefix + "operation")));
    for (int i = 0; i < NUMBERS; i++) {
      track.numbers.get(i).load(state.get(prefix + "numbers." + i));
    }
    track.silent = state.get(prefix + "silent").toLongArray();
    track.firstOutputs = Histogram.of(state.get(prefix + "outputs.first"));
    track.lastOutputs = Histogram.of(state.get(prefix + "outputs.last"));
    track.firstGradients = Histogram.of(state.get(prefix + "gradients.first"));
    track.lastGradients = Histogram.of(state.get(prefix + "gradients.last"));
    return track;
  }

  String name() {
    return name;
  }
}
