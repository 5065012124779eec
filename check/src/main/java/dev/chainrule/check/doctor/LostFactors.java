package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Norms;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A product of elements whose other factor has a meaning of its own: a mask, or the gain of a
/// norm.
final class LostFactors {
  private LostFactors() {}

  /// Whether the loss of the other factor of `edge` has a name of its own.
  static boolean explain(Scene scene, Edge edge) {
    Place by = scene.place(edge.by());
    return isProduct(by) && (hasMask(by, edge.input()) || hasGain(by, edge.input()));
  }

  private static boolean isProduct(Place place) {
    return place.operation().equals(Ops.MUL);
  }

  private static NdArray other(Place by, int input) {
    return by.inputs().get(1 - input);
  }

  private static boolean hasMask(Place by, int input) {
    return Masks.isMask(other(by, input));
  }

  /// Whether the input is normalized, so that the other factor is a gain.
  private static boolean hasGain(Place by, int input) {
    return Norms.isNormalized(by.inputs().get(input));
  }

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      if (!isProduct(by)) {
        continue;
      }
      if (hasMask(by, edge.input())) {
        masks(scene, edge, by, found);
      } else if (hasGain(by, edge.input())) {
        String what =
            "the gain is left out: the gradient passes %s without it".formatted(scene.at(by));
        found.accept(scene.hypothesis("norm-gain-missing", what, edge, LostFactors::passed));
      } else if (Norms.isNormalized(other(by, edge.input()))) {
        gains(scene, edge, by, found);
      }
    }
  }

  private static NdArray passed(Place by, int input, NdArray gradOutput) {
    return by.fit(input, gradOutput);
  }

  private static void masks(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    String where = scene.at(by);
    found.accept(
        scene.hypothesis(
            "mask-not-applied",
            "the gradient passes %s also where the mask is zero".formatted(where),
            edge,
            LostFactors::passed));
    withScale(scene, edge, where, found);
    found.accept(
        scene.hypothesis(
            "wrong-operand",
            "the gradient passes %s where the mask is zero, and not where it is not"
                .formatted(where),
            edge,
            (place, input, g) -> {
              Numbers n = Numbers.INSTANCE;
              NdArray mask = other(place, input);
              NdArray hidden = n.mul(g, NdArray.number(Masks.scale(mask)));
              return place.fit(input, n.select(mask, NdArray.number(0.0), hidden));
            }));
    double scale = Masks.scale(other(by, edge.input()));
    if (scale == 1) {
      return;
    }
    found.accept(
        scene.hypothesis(
            "mask-not-applied",
            "the gradient passes %s also where the mask is zero, with its scale".formatted(where),
            edge,
            (place, input, g) ->
                place.fit(
                    input,
                    Numbers.INSTANCE.mul(g, NdArray.number(Masks.scale(other(place, input)))))));
    found.accept(
        scene.hypothesis(
            "dropout-scale-missing",
            "the mask of %s is applied without its scale %s".formatted(where, Digits.text(scale)),
            edge,
            (place, input, g) -> {
              Numbers n = Numbers.INSTANCE;
              NdArray kept = n.select(other(place, input), g, NdArray.number(0.0));
              return place.fit(input, kept);
            }));
  }

  /// A mask and the constant beside it, both left out.
  private static void withScale(Scene scene, Edge edge, String where, Consumer<Hypothesis> found) {
    Map<Edge, Slice.Rule> rules = new HashMap<>();
    rules.put(edge, LostFactors::passed);
    for (Edge other : scene.slice().edges()) {
      if (Factors.isConstant(scene.place(other.by()), other.input())) {
        rules.put(other, LostFactors::passed);
      }
    }
    if (rules.size() > 1) {
      found.accept(
          new Hypothesis(
              "mask-not-applied",
              "the gradient passes %s without the mask and without its scale".formatted(where),
              scene.isDecomposed(),
              s -> s.slice().with(rules)));
    }
  }

  /// The gradient of a gain is gradOutput times what it multiplied: the normalized input.
  private static void gains(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    String what =
        "the gradient of the gain is taken with the output of %s, where the normalized input belongs"
            .formatted(scene.at(by));
    for (int steps = 0; steps < 2; steps++) {
      int after = steps;
      found.accept(
          scene.hypothesis(
              "gain-uses-output",
              what,
              edge,
              (place, input, g) -> {
                NdArray output = output(place, after);
                return output == null ? null : place.fit(input, Numbers.INSTANCE.mul(g, output));
              }));
    }
  }

  /// The product, or what the shift after it makes of it.
  private static @Nullable NdArray output(Place product, int steps) {
    if (steps == 0) {
      return product.value();
    }
    List<Place.Use> uses = product.uses();
    return uses.isEmpty() ? null : uses.getFirst().by().value();
  }
}
