package dev.chainrule.check.notes;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.graph.Places;
import dev.chainrule.op.Operation;
import dev.chainrule.op.elementwise.Exp;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.fused.ScaledDotProductAttention;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Logsumexp;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.op.reduce.Std;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Total;
import dev.chainrule.op.reduce.Var;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gradient whose terms cancel to rounding wherever one looks: it is zero by a theorem, and a
/// comparison of it compares noise with noise. That it is zero is measured; why, is read off the
/// operations that come next.
public final class ZeroByTheorem {
  /// In proportion to the sum of the absolute terms, in float64.
  private static final double NOISE = 1e-13;

  private enum Theorem {
    MEAN,
    SOFTMAX
  }

  private record Found(Theorem theorem, Place place) {}

  private ZeroByTheorem() {}

  /// Whether `gradient`, in float64, is rounding beside the absolute values of its terms.
  public static boolean isNoise(NdArray gradient, NdArray magnitude) {
    boolean any = false;
    for (int i = 0; i < gradient.numel(); i++) {
      if (!(Math.abs(gradient.get(i)) <= NOISE * magnitude.get(i))) {
        return false;
      }
      any |= magnitude.get(i) > 0;
    }
    return any;
  }

  /// The note on a gradient that is rounding beside its terms.
  ///
  /// @param shown the engine's gradient in the experiment's own dtypes
  /// @param magnitude the sum of the absolute terms of each entry
  public static Note note(
      Places places, HandGradient twin, NdArray shown, NdArray magnitude, boolean isRight) {
    Place target = places.graph().of(twin.target().node());
    Found found = target == null ? null : theorem(target);
    String why = found == null ? "its terms cancel" : why(places, twin.of(), found);
    String sizes =
        String.format(
            Locale.ROOT,
            "what the engine shows is rounding, at most %.1e where the terms that cancel add up to"
                + " %.1e",
            largest(shown),
            largest(magnitude));
    String end = isRight ? "; the comparison is of noise with noise" : "";
    return new Note("zero-by-theorem", "it is zero: %s; %s%s".formatted(why, sizes, end));
  }

  private static String why(Places places, String name, Found found) {
    return switch (found.theorem()) {
      case MEAN ->
          "%s only shifts what a mean is then subtracted from, at %s, and the shift goes away with the mean"
              .formatted(name, places.at(found.place()));
      case SOFTMAX ->
          "%s only shifts what goes into a softmax, at %s, and a softmax stays the same when its inputs are shifted together"
              .formatted(name, places.at(found.place()));
    };
  }

  private static double largest(NdArray x) {
    double largest = 0;
    for (int i = 0; i < x.numel(); i++) {
      largest = Math.max(largest, Math.abs(x.get(i)));
    }
    return largest;
  }

  /// The nearest operation after `target` that takes a shift away.
  private static @Nullable Found theorem(Place target) {
    ArrayDeque<Place> open = new ArrayDeque<>();
    Set<Place> seen = new HashSet<>();
    open.add(target);
    while (!open.isEmpty()) {
      for (Place.Use use : open.poll().uses()) {
        Theorem theorem = of(use.by().operation());
        if (theorem != null) {
          return new Found(theorem, use.by());
        }
        if (seen.add(use.by())) {
          open.add(use.by());
        }
      }
    }
    return null;
  }

  private static @Nullable Theorem of(Operation operation) {
    return switch (operation) {
      case Normalize o -> Theorem.MEAN;
      case Mean o -> Theorem.MEAN;
      case Sum o -> Theorem.MEAN;
      case Total o -> Theorem.MEAN;
      case Var o -> Theorem.MEAN;
      case Std o -> Theorem.MEAN;
      case Exp o -> Theorem.SOFTMAX;
      case Softmax o -> Theorem.SOFTMAX;
      case LogSoftmax o -> Theorem.SOFTMAX;
      case Logsumexp o -> Theorem.SOFTMAX;
      case CrossEntropy o -> Theorem.SOFTMAX;
      case SoftCrossEntropy o -> Theorem.SOFTMAX;
      case ScaledDotProductAttention o -> Theorem.SOFTMAX;
      default -> null;
    };
  }
}
