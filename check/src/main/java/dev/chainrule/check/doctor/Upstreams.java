package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Hypothesis.Reach;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Run.Writing;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The right rules from the wrong gradient: that of another variable, or one that was not complete.
final class Upstreams {
  private Upstreams() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    partial(scene, found);
    for (Place place : scene.slice().order()) {
      if (place == scene.slice().target() || scene.slice().gradient(place) == null) {
        continue;
      }
      for (String read : scene.step().reads()) {
        HandGradient other = scene.in().gradient(read);
        for (int version = -1; other != null && version < other.earlier().size(); version++) {
          another(scene, place, other, version, found);
        }
      }
      if (scene.slice().edges().stream().anyMatch(edge -> edge.by() == place.number())) {
        scene.forward().forEach(step -> value(scene, place, step, found));
      }
    }
  }

  /// A gradient that the author read, in the place of another.
  private static void another(
      Scene scene, Place place, HandGradient other, int version, Consumer<Hypothesis> found) {
    NdArray right = scene.slice().gradient(place);
    NdArray value = fitting(version(other, version), place);
    if (value == null || right == null || Closeness.areClose(value, right)) {
      return;
    }
    int number = place.number();
    String name = other.name();
    Place of = scene.in().graph(scene.isDecomposed()).of(other.target().node());
    boolean isAstray = of == null || !scene.slice().order().contains(of);
    if (!isAstray && own(scene, place) == null) {
      // What lies between is part of the author's line: a rule left out, not a gradient mistaken.
      return;
    }
    found.accept(
        new Hypothesis(
            "wrong-upstream",
            "%s is used as the gradient of %s, where %s belongs"
                .formatted(name, scene.describe(place), belonging(scene, place)),
            scene.isDecomposed(),
            isAstray ? Reach.ASTRAY : Reach.SKIP,
            null,
            s -> {
              HandGradient same = s.in().gradient(name);
              Place there = s.place(number);
              NdArray given =
                  same == null || version >= same.earlier().size()
                      ? null
                      : fitting(version(same, version), there);
              return given == null ? null : from(s, there, given);
            }));
  }

  /// What a gradient was at last, for −1, or before that.
  private static NdArray version(HandGradient gradient, int version) {
    return version < 0 ? gradient.value().array() : gradient.earlier().get(version).value().array();
  }

  /// A value of the forward pass in the place of a gradient.
  private static void value(Scene scene, Place place, Run.Step step, Consumer<Hypothesis> found) {
    if (!step.value().shape().equals(place.value().shape())) {
      return;
    }
    int number = place.number();
    String name = step.name();
    String what =
        "%s, which is no gradient, is used as the gradient of %s"
            .formatted(name, scene.describe(place));
    Function<Scene, @Nullable NdArray> value =
        s -> {
          Run.Step same = s.in().steps().get(name);
          Place there = s.place(number);
          NdArray given = same == null ? null : fitting(same.value().array(), there);
          return given == null ? null : from(s, there, given);
        };
    found.accept(new Hypothesis("wrong-upstream", what, scene.isDecomposed(), value));
    if (place.operation() instanceof Matmul) {
      found.accept(new Hypothesis("matmul-operand", what, scene.isDecomposed(), value));
    }
  }

  /// The gradient that the author wrote for `place`; null where there is none.
  private static @Nullable HandGradient own(Scene scene, Place place) {
    for (HandGradient gradient : scene.in().gradients().values()) {
      Place of = scene.in().graph(scene.isDecomposed()).of(gradient.target().node());
      if (of == place) {
        return gradient;
      }
    }
    return null;
  }

  private static String belonging(Scene scene, Place place) {
    HandGradient own = own(scene, place);
    return own == null ? "its own" : own.name();
  }

  private static @Nullable NdArray fitting(NdArray value, Place place) {
    Shape shape = place.value().shape();
    return value.dtype().isFloat() && Broadcast.fits(value.shape(), shape)
        ? value.expand(shape)
        : null;
  }

  private static @Nullable NdArray from(Scene scene, Place place, NdArray gradient) {
    Map<Place, NdArray> given = new HashMap<>(scene.slice().given());
    given.put(place, gradient);
    return scene.from(given);
  }

  /// What a gradient that was read had been before its last lines.
  private static void partial(Scene scene, Consumer<Hypothesis> found) {
    for (String name : scene.step().reads()) {
      HandGradient read = scene.in().gradient(name);
      if (read == null) {
        continue;
      }
      for (int i = 0; i < read.earlier().size(); i++) {
        int number = i;
        found.accept(
            new Hypothesis(
                "partial-upstream",
                "%s was read before it was complete: what was added to it after line %d is missing"
                    .formatted(name, read.earlier().get(i).line()),
                scene.isDecomposed(),
                s -> partial(s, name, number)));
      }
    }
  }

  private static @Nullable NdArray partial(Scene scene, String name, int number) {
    HandGradient read = scene.in().gradient(name);
    List<Writing> earlier = read == null ? List.of() : read.earlier();
    if (read == null || number >= earlier.size()) {
      return null;
    }
    Place place = scene.in().graph(scene.isDecomposed()).of(read.target().node());
    NdArray value = Scene.spread(earlier.get(number).value().array(), read.target().shape());
    return place == null || value == null ? null : from(scene, place, value);
  }
}
