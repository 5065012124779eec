package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is measured of a parameter, as it comes in.
final class ParameterTrack {
  private static final double SAME_DIRECTION = 1 - 1e-8;

  private final String name;
  private final Tensor tensor;
  private final Series gradientNorms = new Series();
  private final Series weightNorms = new Series();
  private final Series updateNorms = new Series();
  private final boolean[] moved;

  /// For each row whether a gradient has reached it; empty where rows are not looked up.
  private boolean[] touched = {};

  private Histogram ratios = Histogram.EMPTY;

  /// The values that movement is measured from: those before the first sample of this run.
  private double @Nullable [] start;

  /// The values before the update of the step that is being looked at.
  private double[] before = {};

  ParameterTrack(String name, Tensor tensor) {
    this.name = name;
    this.tensor = tensor;
    moved = new boolean[tensor.numel()];
  }

  String name() {
    return name;
  }

  /// Notes that rows of it are looked up.
  void isLookedUp() {
    if (touched.length == 0 && tensor.rank() == 2) {
      touched = new boolean[tensor.size(0)];
    }
  }

  /// Whether all its entries are finite now.
  boolean isFinite() {
    return Elements.areFinite(Elements.of(tensor.array()));
  }

  /// Returns whether all entries and their gradients are finite.
  boolean beforeUpdate() {
    before = Elements.of(tensor.array());
    if (start == null) {
      start = before;
    }
    Tensor gradient = tensor.grad();
    double[] g = gradient == null ? new double[0] : Elements.of(gradient.array());
    touch(g);
    gradientNorms.add(Elements.norm(g));
    weightNorms.add(Elements.norm(before));
    return Double.isFinite(gradientNorms.last()) && Double.isFinite(weightNorms.last());
  }

  private void touch(double[] gradient) {
    if (gradient.length == 0) {
      return;
    }
    int width = gradient.length / Math.max(1, touched.length);
    for (int row = 0; row < touched.length; row++) {
      for (int i = row * width; !touched[row] && i < (row + 1) * width; i++) {
        touched[row] = gradient[i] != 0;
      }
    }
  }

  void afterUpdate() {
    double[] after = Elements.of(tensor.array());
    updateNorms.add(Elements.distance(after, before));
    ratios = Histogram.ofRatios(before, after);
    compare(after);
    before = new double[0];
  }

  /// Has what moved between samples count too.
  void settle() {
    if (start != null) {
      compare(Elements.of(tensor.array()));
    }
  }

  private void compare(double[] now) {
    double[] then = start == null ? now : start;
    for (int i = 0; i < now.length; i++) {
      moved[i] |= now[i] != then[i];
    }
    int width = now.length / Math.max(1, touched.length);
    for (int row = 0; row < touched.length; row++) {
      touched[row] |= hasTurned(then, now, row * width, width);
    }
  }

  /// Whether a row is no multiple of what it was. Without a gradient, weight decay alone scales it.
  private static boolean hasTurned(double[] then, double[] now, int from, int width) {
    double dot = 0;
    double squares = 0;
    double squaresThen = 0;
    for (int i = from; i < from + width; i++) {
      dot += then[i] * now[i];
      squares += now[i] * now[i];
      squaresThen += then[i] * then[i];
    }
    return dot < SAME_DIRECTION * Math.sqrt(squares * squaresThen);
  }

  ParameterHealth health() {
    long unmoved = 0;
    for (boolean entry : moved) {
      unmoved += entry ? 0 : 1;
    }
    List<Integer> untouched = new ArrayList<>();
    for (int row = 0; row < touched.length; row++) {
      if (!touched[row]) {
        untouched.add(row);
      }
    }
    List<Integer> shape = new ArrayList<>();
    for (int d = 0; d < tensor.rank(); d++) {
      shape.add(tensor.size(d));
    }
    return new ParameterHealth(
        name,
        shape,
        gradientNorms.values(),
        weightNorms.values(),
        updateNorms.values(),
        unmoved,
        touched.length > 0,
        untouched,
        ratios);
  }

  void save(Map<String, Tensor> state) {
    String prefix = "parameter." + name + ".";
    state.put(prefix + "gradients", gradientNorms.state());
    state.put(prefix + "weights", weightNorms.state());
    state.put(prefix + "updates", updateNorms.state());
    state.put(prefix + "moved", Tensor.of(moved.clone()));
    state.put(prefix + "touched", Tensor.of(touched.clone()));
    state.put(prefix + "ratios", ratios.state());
  }

  void load(State state) {
    String prefix = "parameter." + name + ".";
    gradientNorms.load(state.get(prefix + "gradients"));
    weightNorms.load(state.get(prefix + "weights"));
    updateNorms.load(state.get(prefix + "updates"));
    boolean[] kept = state.get(prefix + "moved").toBooleanArray();
    if (kept.length != moved.length) {
      throw new IllegalArgumentException(
          "load: \"%s\" has %d entries here, and the state has %d"
              .formatted(name, moved.length, kept.length));
    }
    System.arraycopy(kept, 0, moved, 0, kept.length);
    touched = state.get(prefix + "touched").toBooleanArray();
    ratios = Histogram.of(state.get(prefix + "ratios"));
    start = null;
  }
}
