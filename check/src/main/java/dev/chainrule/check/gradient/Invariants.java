package dev.chainrule.check.gradient;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.notes.Entries;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What must hold of a gradient whatever the values, and is cheap to look at: before a softmax its
/// rows sum to zero; before a batch norm its columns do, and are orthogonal to the normalized value
/// but for ε.
public final class Invariants {
  private static final double NOISE = 1e-12;
  private static final double BROKEN = 1e-6;

  /// ε takes the gradient off the orthogonal by its part of the variance.
  private static final double OF_EPS = 1e-3;

  private static final double FAR_OFF = 1e-2;

  private Invariants() {}

  /// The largest sum of `gradient` along an axis, in proportion to the sum of absolute values
  /// there: 0 where the forces on each row cancel, at most 1.
  public static double imbalance(NdArray gradient, int axis) {
    return proportion(gradient, axis);
  }

  /// The largest product of `gradient` and the centred `x` along an axis, in proportion to the sum
  /// of absolute products there: 0 where they are orthogonal, at most 1.
  public static double alignment(NdArray gradient, NdArray x, int axis) {
    Numbers n = Numbers.INSTANCE;
    NdArray centred = n.sub(x, n.mean(x, Axes.single(axis), true));
    return proportion(n.mul(gradient, centred), axis);
  }

  private static double proportion(NdArray terms, int axis) {
    Numbers n = Numbers.INSTANCE;
    Axes axes = Axes.single(axis);
    NdArray sums = n.sum(terms, axes, false);
    NdArray sizes = n.sum(Ops.ABS.forward(List.of(terms)), axes, false);
    double largest = 0;
    for (int i = 0; i < sums.numel(); i++) {
      double size = sizes.get(i);
      largest = size == 0 ? largest : Math.max(largest, Math.abs(sums.get(i)) / size);
    }
    return largest;
  }

  /// What holds of the right gradient `truth` of `x`, in float64, and not of `written`, which has
  /// its shape.
  public static List<Note> broken(NdArray written, NdArray truth, NdArray x) {
    List<Note> notes = new ArrayList<>();
    for (int axis = 0; axis < truth.shape().rank(); axis++) {
      if (truth.shape().size(axis) < 3 || isZero(truth) || imbalance(truth, axis) > NOISE) {
        continue;
      }
      double sum = imbalance(written, axis);
      if (sum > BROKEN) {
        notes.add(
            new Note(
                "sum-not-zero",
                "its sums along axis %d must be zero, since the loss does not change when the value is shifted along it; what is written adds up to %s of its absolute values"
                    .formatted(axis, percent(sum))));
      }
      double along = alignment(written, x, axis);
      if (alignment(truth, x, axis) < OF_EPS && along > FAR_OFF) {
        notes.add(
            new Note(
                "not-orthogonal",
                "along axis %d it must be orthogonal to the normalized value but for ε, since the loss does not change when the value is scaled; what is written has a part of %s along it"
                    .formatted(axis, percent(along))));
      }
    }
    return notes;
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%s %%", Entries.number(Math.round(1e4 * part) / 100.0));
  }

  private static boolean isZero(NdArray x) {
    for (int i = 0; i < x.numel(); i++) {
      if (x.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
