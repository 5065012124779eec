package dev.chainrule.check;

import dev.chainrule.GradMode;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.NonFinite.Input;
import dev.chainrule.check.NonFinite.Pass;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.graph.Place.Source;
import dev.chainrule.check.graph.Places;
import dev.chainrule.check.graph.Places.Named;
import dev.chainrule.check.notes.Entries;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks for the first entry that is not finite: forwards, in the order of the lines; then
/// backwards from each loss.
final class NonFiniteSearch {
  private static final Named UNNAMED = new Named("", 0);

  private final Run run;
  private final Places places;

  NonFiniteSearch(Experiment experiment) {
    run = GradMode.keepingValues(() -> experiment.run(Precision.OWN));
    List<Node> roots = new ArrayList<>();
    run.losses().forEach(loss -> addRoot(roots, loss.value().node()));
    run.gradients().forEach(gradient -> addRoot(roots, gradient.value().node()));
    places = new Places(Graph.of(roots), run);
  }

  private static void addRoot(List<Node> roots, @Nullable Node node) {
    if (node != null) {
      roots.add(node);
    }
  }

  @Nullable NonFinite first() {
    NonFinite forward = forward();
    if (forward != null) {
      return forward;
    }
    for (Run.Loss loss : run.losses()) {
      Place root = places.graph().of(loss.value().node());
      NonFinite backward = root == null ? null : backward(root);
      if (backward != null) {
        return backward;
      }
    }
    return typedIn();
  }

  private @Nullable NonFinite forward() {
    Place first = null;
    int entry = -1;
    for (Place place : places.graph().places()) {
      int made = isFloat(place.value()) ? made(place) : -1;
      if (made >= 0 && (first == null || named(place).line() < named(first).line())) {
        first = place;
        entry = made;
      }
    }
    return first == null ? null : forwards(first, entry);
  }

  private NonFinite forwards(Place place, int entry) {
    Named named = named(place);
    return new NonFinite(
        Pass.FORWARD,
        named.name(),
        named.line(),
        place.isLeaf() ? "leaf" : place.operation().name(),
        entry(place.value().shape(), entry),
        place.value().get(entry),
        inputs(place, place.value().shape(), entry));
  }

  /// The first entry of `place` that is not finite and that nothing it is made of explains.
  private static int made(Place place) {
    NdArray value = place.value();
    for (int i = 0; i < value.numel(); i++) {
      double v = value.get(i);
      if (Double.isFinite(v)) {
        continue;
      }
      if (place.isLeaf()) {
        if (Double.isNaN(v)) {
          return i;
        }
        continue;
      }
      boolean anyNan = false;
      boolean anyInfinite = false;
      for (Source source : place.sources()) {
        double[] from = elements(place, source.value(), value.shape(), i);
        anyNan |= Arrays.stream(from).anyMatch(Double::isNaN);
        anyInfinite |= Arrays.stream(from).anyMatch(Double::isInfinite);
      }
      if (!anyNan && (Double.isNaN(v) || !anyInfinite)) {
        return i;
      }
    }
    return -1;
  }

  /// What entry `i` was made of: one element, or all.
  private static double[] elements(Place by, NdArray x, Shape y, int i) {
    if (!isFloat(x)) {
      return new double[0];
    }
    boolean isOne = by.operation() instanceof Elementwise && Broadcast.fits(x.shape(), y);
    return isOne ? new double[] {x.expand(y).get(i)} : x.toDoubles();
  }

  private @Nullable NonFinite backward(Place root) {
    Map<Place, NdArray> gradients = new HashMap<>();
    gradients.put(root, NdArray.full(root.value().dtype(), root.value().shape(), 1));
    List<Place> all = places.graph().places();
    for (int n = root.number(); n >= 0; n--) {
      Place place = all.get(n);
      NdArray gradOutput = gradients.remove(place);
      if (gradOutput == null || place.isLeaf()) {
        continue;
      }
      for (int i = 0; i < place.sources().size(); i++) {
        Source source = place.sources().get(i);
        if (source.place() == null) {
          continue;
        }
        NdArray term = place.fit(i, place.vjp(i, gradOutput));
        NdArray before = gradients.get(source.place());
        NdArray sum = before == null ? term : Numbers.INSTANCE.add(before, term);
        int entry = notFinite(sum);
        if (entry >= 0) {
          return backwards(place, source.place(), gradOutput, sum, entry);
        }
        gradients.put(source.place(), sum);
      }
    }
    return null;
  }

  private static int notFinite(NdArray x) {
    for (int i = 0; i < x.numel(); i++) {
      if (!Double.isFinite(x.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private NonFinite backwards(Place by, Place of, NdArray gradOutput, NdArray gradient, int entry) {
    List<Input> inputs = new ArrayList<>();
    inputs.add(input(new Named("gradOutput", 0), by, gradOutput, gradient.shape(), entry));
    inputs.addAll(inputs(by, gradient.shape(), entry));
    Named step = places.step(by);
    Named named = places.named(of);
    return new NonFinite(
        Pass.BACKWARD,
        named == null ? "" : named.name(),
        step == null ? 0 : step.line(),
        by.operation().name(),
        entry(gradient.shape(), entry),
        gradient.get(entry),
        inputs);
  }

  /// An infinity that was typed in is told of where a loss is not finite and nothing else is found.
  private @Nullable NonFinite typedIn() {
    if (run.losses().stream().allMatch(loss -> Double.isFinite(loss.value().item()))) {
      return null;
    }
    for (Place place : places.graph().places()) {
      int entry = place.isLeaf() && isFloat(place.value()) ? notFinite(place.value()) : -1;
      if (entry >= 0) {
        return forwards(place, entry);
      }
    }
    return null;
  }

  private List<Input> inputs(Place place, Shape shape, int entry) {
    List<Input> inputs = new ArrayList<>();
    for (Source source : place.sources()) {
      if (isFloat(source.value()) && source.value().numel() > 0) {
        Named named = source.place() == null ? null : places.named(source.place());
        inputs.add(input(named == null ? UNNAMED : named, place, source.value(), shape, entry));
      }
    }
    return inputs;
  }

  private static Input input(Named named, Place by, NdArray x, Shape shape, int entry) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.numel(); i++) {
      least = Math.min(least, x.get(i));
      most = Math.max(most, x.get(i));
    }
    boolean isOne = by.operation() instanceof Elementwise && Broadcast.fits(x.shape(), shape);
    Double value = isOne ? x.expand(shape).get(entry) : null;
    return new Input(named.name(), named.line(), x.shape(), value, least, most);
  }

  private Named named(Place place) {
    Named step = places.step(place);
    return step == null ? new Named("", Integer.MAX_VALUE) : step;
  }

  private static List<Integer> entry(Shape shape, int entry) {
    return Arrays.stream(Entries.indices(shape, entry)).boxed().toList();
  }

  private static boolean isFloat(NdArray x) {
    return x.dtype().isFloat() && x.hasElements();
  }
}
