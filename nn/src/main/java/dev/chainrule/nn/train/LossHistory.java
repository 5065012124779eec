package dev.chainrule.nn.train;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The losses of a training as a curve of a few hundred points, however long it is: each point is
/// the mean of as many steps as the others, and when there are too many, neighbours are put
/// together.
public final class LossHistory implements TrainingListener {
  /// A point of a curve.
  ///
  /// @param step the number of steps that were made
  public record Point(long step, double loss) {}

  private static final int POINTS = 1024;
  private static final double FORGETS = 0.01;

  private final double[] sums = new double[POINTS];
  private int full;
  private long width = 1;
  private double sum;
  private long within;
  private double smoothed;
  private long seen;
  private final List<Point> validations = new ArrayList<>();

  public LossHistory() {}

  @Override
  public void afterUpdate(long step, double loss) {
    seen++;
    smoothed += Math.max(FORGETS, 1.0 / seen) * (loss - smoothed);
    sum += loss;
    if (++within == width) {
      close();
    }
  }

  private void close() {
    sums[full++] = sum;
    sum = 0;
    within = 0;
    if (full == POINTS) {
      for (int i = 0; i < POINTS / 2; i++) {
        sums[i] = sums[2 * i] + sums[2 * i + 1];
      }
      full = POINTS / 2;
      width *= 2;
    }
  }

  /// Notes a loss on data that is not trained on.
  public void validated(long step, double loss) {
    validations.add(new Point(step, loss));
  }

  /// The mean of about the last hundred losses, the later ones weighing more; 0 before the first.
  public double smoothed() {
    return smoothed;
  }

  /// Means over equally many steps, each at its last step; without those since the last point.
  public List<Point> training() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < full; i++) {
      points.add(new Point((i + 1) * width, sums[i] / width));
    }
    return points;
  }

  /// What [#validated] was given.
  public List<Point> validation() {
    return List.copyOf(validations);
  }

  /// What a checkpoint keeps.
  public SequencedMap<String, Tensor> state() {
    SequencedMap<String, Tensor> state = new LinkedHashMap<>();
    state.put("sums", Tensor.of(Arrays.copyOf(sums, full)));
    state.put("counts", Tensor.of(new long[] {width, within, seen}));
    state.put("means", Tensor.of(new double[] {sum, smoothed}));
    state.put("validation.steps", Tensor.of(validations.stream().mapToLong(Point::step).toArray()));
    state.put(
        "validation.losses", Tensor.of(validations.stream().mapToDouble(Point::loss).toArray()));
    return state;
  }

  /// Goes on where [#state] was taken.
  public void load(Map<String, Tensor> state) {
    double[] kept = named(state, "sums").toDoubleArray();
    full = kept.length;
    System.arraycopy(kept, 0, sums, 0, full);
    long[] counts = named(state, "counts").toLongArray();
    width = counts[0];
    within = counts[1];
    seen = counts[2];
    double[] means = named(state, "means").toDoubleArray();
    sum = means[0];
    smoothed = means[1];
    long[] steps = named(state, "validation.steps").toLongArray();
    double[] losses = named(state, "validation.losses").toDoubleArray();
    validations.clear();
    for (int i = 0; i < steps.length; i++) {
      validations.add(new Point(steps[i], losses[i]));
    }
  }

  private static Tensor named(Map<String, Tensor> state, String name) {
    Tensor tensor = state.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "load: the state of a loss history has \"%s\"; none was given".formatted(name));
    }
    return tensor;
  }
}
