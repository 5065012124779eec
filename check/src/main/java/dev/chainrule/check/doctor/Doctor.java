package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Diagnosis.Certainty;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.experiment.Variation;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.tape.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Names the mistake that made a gradient wrong.
///
/// A mistake is looked for between the variable and the gradients that the author's lines read.
/// Each candidate is the right backward pass with one thing wrong; what it gives is compared with
/// what was written, in float64. What agrees is tried again with other leaves of the same shapes,
/// so that no name rests on a coincidence.
public final class Doctor {
  /// Mistakes of axes and transposes, which another shape gives away where sizes differ.
  private static final Set<String> FITTING_BY_SIZE = Set.of("wrong-axis", "matmul-transposed");

  /// The mistakes that may give zeros everywhere; from others they would be a coincidence.
  private static final Set<String> COULD_BE_ZERO =
      Set.of("wrong-axis", "norm-wrong-axis", "scatter-overwrites", "sign");

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Experiment experiment;
  private final BiPredicate<Experiment, String> isMended;
  private final Patience patience;
  private final Case own;
  private final Variants variants;

  /// Looks for five seconds at most, and says of which gradients it did not get to the end.
  ///
  /// @param experiment which has been run in its own dtypes
  /// @param right the names of the gradients that are right
  /// @param isMended whether the gradient of a name is right in an experiment
  public Doctor(
      Experiment experiment, Set<String> right, BiPredicate<Experiment, String> isMended) {
    this(experiment, right, isMended, new Patience(LONGEST, System::nanoTime));
  }

  Doctor(
      Experiment experiment,
      Set<String> right,
      BiPredicate<Experiment, String> isMended,
      Patience patience) {
    this.experiment = experiment;
    this.isMended = isMended;
    this.patience = patience;
    this.own = Case.of(experiment, Variation.NONE);
    this.variants = new Variants(experiment, own, right);
  }

  /// The mistakes that explain the wrong gradient `name`, the likeliest first; `unknown` where none
  /// does.
  public List<Diagnosis> diagnose(String name) {
    Scene scene = own.scene(name, false);
    if (scene == null || !scene.slice().flows()) {
      return List.of(unknown("no loss depends on the variable, so its gradient is zero"));
    }
    List<Diagnosis> found;
    try {
      patience.check();
      found = isTypedZero(scene) ? zero(scene) : named(name, scene);
    } catch (Patience.OverException e) {
      return List.of(unknown("not all mistakes were tried: " + patience.reason()));
    }
    Fix fix = fix(scene);
    String unsought =
        fix == null && patience.isOver()
            ? "; not all lines that may mend it were tried: " + patience.reason()
            : "";
    return found.stream()
        .map(d -> new Diagnosis(d.id(), d.certainty(), d.because() + unsought, fix))
        .toList();
  }

  private @Nullable Fix fix(Scene scene) {
    if (patience.isOver()) {
      return null;
    }
    Manuscript manuscript = experiment.manuscript();
    if (manuscript == null) {
      return JavaFix.find(experiment, scene, variants.all());
    }
    if (scene.step().line() == 0) {
      return null;
    }
    String name = scene.step().name();
    return Fixes.find(
        manuscript,
        scene,
        variants.all(),
        changed -> !patience.isOver() && isMended.test(changed, name));
  }

  private List<Diagnosis> named(String name, Scene scene) {
    List<Hypothesis> fitting = fitting(name);
    if (fitting.isEmpty()) {
      return unnamed(scene);
    }
    List<Hypothesis> named = Shadows.unshadowed(fitting);
    Certainty certainty = named.size() == 1 ? Certainty.UNIQUE : Certainty.AMBIGUOUS;
    return named.stream().map(h -> new Diagnosis(h.id(), certainty, h.because(), null)).toList();
  }

  /// Whether the gradient is right, but for the shape of a gradient that it was computed from.
  public boolean isInherited(String name) {
    Scene scene = own.scene(name, false);
    return scene != null && Closeness.areClose(scene.written(), scene.right());
  }

  /// The mistakes that would not be seen in the gradient `name` at the values, indices and sizes at
  /// hand, the first of each kind: at these they give what is right, or its shape.
  public List<Hidden> hidden(String name) {
    Map<String, Hidden> found = new LinkedHashMap<>();
    for (Scene scene : scenes(name)) {
      collect(scene, h -> addHidden(h, scene, found));
    }
    return List.copyOf(found.values());
  }

  private void addHidden(Hypothesis hypothesis, Scene scene, Map<String, Hidden> found) {
    Hidden.Cause cause = cause(hypothesis, scene);
    if (cause != null) {
      found.putIfAbsent(
          hypothesis.id() + cause, new Hidden(hypothesis.id(), hypothesis.because(), cause));
    }
  }

  private Hidden.@Nullable Cause cause(Hypothesis hypothesis, Scene scene) {
    NdArray value = value(hypothesis, scene);
    NdArray right = scene.right();
    if (value == null || !value.shape().equals(right.shape())) {
      return null;
    }
    if (!Closeness.areClose(value, right)) {
      return FITTING_BY_SIZE.contains(hypothesis.id()) ? Hidden.Cause.SIZES : null;
    }
    if (hypothesis.id().startsWith("scatter-")) {
      return Hidden.Cause.INDICES;
    }
    for (Case other : variants.all()) {
      Scene there = other.scene(scene.step().name(), hypothesis.isDecomposed());
      NdArray elsewhere = there == null ? null : value(hypothesis, there);
      if (there != null && elsewhere != null && !Closeness.areClose(elsewhere, there.right())) {
        return Hidden.Cause.VALUES;
      }
    }
    return null;
  }

  private static Diagnosis unknown(String because) {
    return new Diagnosis(Diagnosis.UNKNOWN, Certainty.NONE, because, null);
  }

  /// Whether the gradient is zeros that nothing went into.
  private static boolean isTypedZero(Scene scene) {
    Node node = scene.step().value().node();
    return (node == null || node.isLeaf()) && isZero(scene);
  }

  private static boolean isZero(Scene scene) {
    return Closeness.largest(scene.written()) == 0 && Closeness.largest(scene.right()) > 0;
  }

  private static List<Diagnosis> zero(Scene scene) {
    String because =
        "it is zero everywhere, but %s reaches the loss by way of %s"
            .formatted(scene.step().of(), ways(scene));
    return List.of(new Diagnosis("detached", Certainty.UNIQUE, because, null));
  }

  /// What no candidate explains: zeros, numbers that do not move with the leaves, or nothing known.
  private List<Diagnosis> unnamed(Scene scene) {
    if (isZero(scene)) {
      return zero(scene);
    }
    List<Case> others = variants.all();
    boolean isFixed = !others.isEmpty();
    boolean moves = false;
    for (Case other : others) {
      Scene there = other.scene(scene.step().name(), false);
      isFixed &= there != null && Closeness.areClose(there.written(), scene.written());
      moves |= there != null && !Closeness.areClose(there.right(), scene.right());
    }
    if (isFixed && moves) {
      String because = "it stays as it is when the leaves change: the numbers were typed in";
      return List.of(new Diagnosis("hard-coded", Certainty.UNIQUE, because, null));
    }
    return List.of(unknown(Unknown.describe(scene.written(), scene.right())));
  }

  private static String ways(Scene scene) {
    List<String> ways =
        scene.slice().terms().stream()
            .map(edge -> scene.at(scene.place(edge.by())))
            .distinct()
            .toList();
    return String.join(" and ", ways);
  }

  /// The candidates that give what was written, here and with other leaves: one mistake, or else
  /// the same one in several places.
  private List<Hypothesis> fitting(String name) {
    List<Scene> scenes = scenes(name);
    List<Hypothesis> all = new ArrayList<>();
    scenes.forEach(scene -> collect(scene, all::add));
    List<Hypothesis> fitting = fitting(all, name);
    if (fitting.isEmpty()) {
      List<Hypothesis> more = new ArrayList<>(Repeated.of(all, scenes));
      scenes.forEach(scene -> Rows.add(scene, more::add));
      fitting = fitting(more, name);
    }
    return fitting;
  }

  private List<Hypothesis> fitting(List<Hypothesis> all, String name) {
    return all.stream().filter(h -> fits(h, name)).filter(h -> agreesElsewhere(h, name)).toList();
  }

  /// The gradient in the graph as recorded and, where that is another, with fused operations taken
  /// apart; where no loss depends on the variable, nothing.
  private List<Scene> scenes(String name) {
    List<Scene> scenes = new ArrayList<>();
    for (boolean isDecomposed : own.hasFused() ? new boolean[] {false, true} : new boolean[1]) {
      Scene scene = own.scene(name, isDecomposed);
      if (scene != null && scene.slice().flows()) {
        scenes.add(scene);
      }
    }
    return scenes;
  }

  private static void collect(Scene scene, Consumer<Hypothesis> found) {
    Rules.add(scene, found);
    Factors.add(scene, found);
    LostFactors.add(scene, found);
    Collapses.add(scene, found);
    Products.add(scene, found);
    Scatters.add(scene, found);
    Broadcasts.add(scene, found);
    Terms.add(scene, found);
    Ratios.add(scene, found);
    Operands.add(scene, found);
    Upstreams.add(scene, found);
    Shapes.add(scene, found);
  }

  private boolean fits(Hypothesis hypothesis, String name) {
    patience.check();
    Scene scene = own.scene(name, hypothesis.isDecomposed());
    if (scene == null || (isZero(scene) && !COULD_BE_ZERO.contains(hypothesis.id()))) {
      return false;
    }
    NdArray value = value(hypothesis, scene);
    return value != null
        && Closeness.areClose(value, scene.written())
        && (isOfShape(hypothesis, value, scene)
            || !Closeness.elementsAreClose(value, scene.right()));
  }

  /// Whether only the shape is wrong, and the mistake is one of shapes.
  private static boolean isOfShape(Hypothesis hypothesis, NdArray value, Scene scene) {
    return Set.of("wrong-shape", "unbroadcast-missing").contains(hypothesis.id())
        && !value.shape().equals(scene.right().shape());
  }

  private static @Nullable NdArray value(Hypothesis hypothesis, Scene scene) {
    try {
      return hypothesis.value().apply(scene);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Shapes that do not fit: no one can have run it.
      return null;
    }
  }

  private boolean agreesElsewhere(Hypothesis hypothesis, String name) {
    patience.check();
    for (Case other : variants.all()) {
      Scene scene = other.scene(name, hypothesis.isDecomposed());
      NdArray value = scene == null ? null : value(hypothesis, scene);
      if (scene == null || value == null || !Closeness.areClose(value, scene.written())) {
        return false;
      }
    }
    return true;
  }
}
