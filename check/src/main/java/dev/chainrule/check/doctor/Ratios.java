package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.op.elementwise.Pow;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// The whole gradient times one number.
final class Ratios {
  private Ratios() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    double ratio = ratio(scene.written(), scene.right());
    if (Double.isNaN(ratio)) {
      return;
    }
    offer(scene, "sign", "the sign is wrong: it is -1 times the gradient", s -> -1, found);
    if (hasSquare(scene)) {
      offer(
          scene,
          "missing-factor-two",
          "the 2 of a square is left out: it is half the gradient",
          s -> 0.5,
          found);
    }
    MeanRatios.add(scene, ratio, found);
    dropouts(scene, found);
    AveragedSums.add(scene, found);
    offer(
        scene,
        "scale-constant",
        "it is %s times the gradient".formatted(Digits.text(ratio)),
        s -> ratio,
        found);
  }

  /// The one number that `written` is of `right`; NaN where there is none.
  static double ratio(NdArray written, NdArray right) {
    if (!written.shape().equals(right.shape()) || right.numel() == 0) {
      return Double.NaN;
    }
    int at = 0;
    for (int i = 1; i < right.numel(); i++) {
      at = Math.abs(right.get(i)) > Math.abs(right.get(at)) ? i : at;
    }
    double ratio = written.get(at) / right.get(at);
    if (ratio == 0 || !Double.isFinite(ratio)) {
      return Double.NaN;
    }
    NdArray scaled = Numbers.INSTANCE.mul(right, NdArray.number(ratio));
    return Closeness.areClose(written, scaled) ? ratio : Double.NaN;
  }

  static void offer(
      Scene scene,
      String id,
      String because,
      ToDoubleFunction<Scene> factor,
      Consumer<Hypothesis> found) {
    found.accept(
        new Hypothesis(
            id,
            because,
            scene.isDecomposed(),
            other ->
                Numbers.INSTANCE.mul(other.right(), NdArray.number(factor.applyAsDouble(other)))));
  }

  private static boolean hasSquare(Scene scene) {
    for (Place place : scene.slice().order()) {
      if (place.isLeaf()) {
        continue;
      }
      boolean isSquare =
          place.operation().equals(Ops.SQUARE)
              || (place.operation() instanceof Pow
                  && place.inputs().get(1).numel() == 1
                  && place.inputs().get(1).get(0) == 2)
              || (place.operation().equals(Ops.MUL)
                  && place.sources().get(0).place() != null
                  && place.sources().get(0).place() == place.sources().get(1).place());
      if (isSquare) {
        return true;
      }
    }
    return false;
  }

  /// The scale of a dropout somewhere in the forward pass.
  private static void dropouts(Scene scene, Consumer<Hypothesis> found) {
    for (Place place : scene.in().graph(scene.isDecomposed()).places()) {
      double kept = Factors.kept(place);
      if (!Double.isNaN(kept)) {
        offer(
            scene,
            "dropout-scale-missing",
            "it is %s times the gradient: the scale of the dropout in %s is left out"
                .formatted(Digits.text(kept), scene.at(place)),
            s -> kept,
            found);
      }
    }
  }
}
