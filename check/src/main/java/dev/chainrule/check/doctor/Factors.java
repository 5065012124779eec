package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.linalg.Matmul;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A constant factor of the forward pass that is lost, doubled, inverted or off by one in the
/// backward pass: 1/n of a mean, 1/√d of an attention, 1/(N−1) of a variance.
final class Factors {
  /// A factor this close to √d is meant to be √d.
  private static final double CLOSE = 1e-6;

  private Factors() {}

  /// Whether `by` multiplies or divides its input number `input` by one number.
  static boolean isConstant(Place by, int input) {
    return !Double.isNaN(factor(by, input));
  }

  /// The number by which `by` multiplies its input; NaN where it does not do that.
  private static double factor(Place by, int input) {
    if (by.isLeaf() || by.sources().size() != 2) {
      return Double.NaN;
    }
    Place.Source other = by.sources().get(1 - input);
    boolean isNumber = other.place() == null && other.value().numel() == 1;
    if (!isNumber) {
      return Double.NaN;
    }
    Operation operation = by.operation();
    double value = other.value().get(0);
    if (operation.equals(Ops.MUL)) {
      return value;
    }
    return operation.equals(Ops.DIV) && input == 0 ? 1 / value : Double.NaN;
  }

  /// The number that `place` divides by; NaN where it does not divide by one number.
  static double divisor(Place place) {
    for (int input = 0; input < place.sources().size(); input++) {
      double factor =
          place.sources().get(input).place() == null ? Double.NaN : factor(place, input);
      if (!Double.isNaN(factor)) {
        return Math.rint(1 / factor * 1e9) / 1e9;
      }
    }
    return Double.NaN;
  }

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      double factor = factor(by, edge.input());
      if (Double.isNaN(factor) || factor == 0 || Math.abs(factor) == 1) {
        continue;
      }
      String shown = shown(factor);
      String lost = nameOfLost(by, factor);
      offer(scene, edge, lost, "leaves the factor %s out".formatted(shown), f -> 1, found);
      offer(
          scene,
          edge,
          lost.equals("missing-batch-mean") ? "double-batch-mean" : "scale-constant",
          "applies the factor %s twice".formatted(shown),
          f -> f * f,
          found);
      offer(
          scene,
          edge,
          "scale-constant",
          "divides by %s, where it multiplies".formatted(shown),
          f -> 1 / f,
          found);
      offByOne(scene, edge, by, factor, found);
    }
  }

  /// 1/N where 1/(N−1) belongs, or the reverse, for the N elements that were summed.
  private static void offByOne(
      Scene scene, Edge edge, Place by, double factor, Consumer<Hypothesis> found) {
    int count = Means.count(by);
    double divisor = 1 / factor;
    if (count < 2) {
      return;
    }
    if (Math.abs(divisor - (count - 1)) < CLOSE) {
      offer(
          scene,
          edge,
          "bn-biased-third-term",
          "divides by N = %d, where N-1 belongs".formatted(count),
          f -> 1 / (1 / f + 1),
          found);
    } else if (Math.abs(divisor - count) < CLOSE) {
      offer(
          scene,
          edge,
          "bn-biased-third-term",
          "divides by N-1 = %d, where N belongs".formatted(count - 1),
          f -> 1 / (1 / f - 1),
          found);
    }
  }

  private static void offer(
      Scene scene,
      Edge edge,
      String id,
      String what,
      DoubleUnaryOperator wrong,
      Consumer<Hypothesis> found) {
    Place by = scene.place(edge.by());
    found.accept(
        scene.hypothesis(
            id,
            "the derivative of %s %s".formatted(scene.at(by), what),
            edge,
            (place, input, g) -> {
              NdArray factor = NdArray.number(wrong.applyAsDouble(factor(place, input)));
              return place.fit(input, Numbers.INSTANCE.mul(g, factor));
            }));
  }

  private static String nameOfLost(Place by, double factor) {
    int count = Means.count(by);
    double divisor = 1 / factor;
    if (count >= 2
        && (Math.abs(divisor - count) < CLOSE || Math.abs(divisor - count + 1) < CLOSE)) {
      return Means.isOfLoss(by) ? "missing-batch-mean" : "pool-scale-missing";
    }
    boolean isBesideProduct =
        innerSize(by, 2) > 0 || by.uses().stream().anyMatch(use -> isProduct(use.by()));
    if (isBesideProduct && (isRootOfInner(by, divisor) || isRootOfInner(by, factor))) {
      return "attention-scale-missing";
    }
    if (isDropout(by, divisor)) {
      return "dropout-scale-missing";
    }
    return "scale-constant";
  }

  private static boolean isProduct(Place place) {
    return place.operation() instanceof Matmul;
  }

  /// The part that a dropout at `place` keeps; NaN where there is none.
  static double kept(Place place) {
    double divisor = place.isLeaf() ? Double.NaN : divisor(place);
    return !Double.isNaN(divisor) && isDropout(place, divisor) ? divisor : Double.NaN;
  }

  /// Whether `value` is √d, with d the inner size of a matrix product right before or after.
  private static boolean isRootOfInner(Place by, double value) {
    return List.of(by.sources().get(0), by.sources().get(1)).stream()
        .map(Place.Source::place)
        .anyMatch(place -> place != null && isRootOfInner(innerSize(place, 2), value));
  }

  private static boolean isRootOfInner(int inner, double value) {
    return inner > 1 && Math.abs(value * value - inner) < CLOSE * inner;
  }

  /// The inner size of the matrix product that made `place`, perhaps through an operation or two.
  private static int innerSize(Place place, int depth) {
    if (place.isLeaf()) {
      // A query or key that is scaled before the product.
      return place.value().shape().rank() > 1 ? place.value().shape().size(-1) : 0;
    }
    if (place.operation() instanceof Matmul) {
      return place.inputs().get(0).shape().size(-1);
    }
    Place next = place.sources().get(0).place();
    return depth == 0 || next == null ? 0 : innerSize(next, depth - 1);
  }

  /// Whether a mask stands right beside the factor, and the factor is 1/(1 − p) for some p.
  private static boolean isDropout(Place by, double keep) {
    if (!(keep > 0 && keep < 1)) {
      return false;
    }
    return isMasked(by.sources().get(0).place())
        || isMasked(by.sources().get(1).place())
        || by.uses().stream().anyMatch(use -> isMasked(use.by()));
  }

  private static boolean isMasked(@Nullable Place place) {
    return place != null
        && !place.isLeaf()
        && place.operation().equals(Ops.MUL)
        && (Masks.isMask(place.inputs().get(0)) || Masks.isMask(place.inputs().get(1)));
  }

  private static String shown(double factor) {
    double inverse = 1 / factor;
    return Math.abs(inverse - Math.rint(inverse)) < CLOSE && Math.abs(inverse) > 1
        ? "1/%d".formatted((long) Math.rint(inverse))
        : Digits.text(factor);
  }
}
