package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.fused.BinaryCrossEntropyWithLogits;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.MseLoss;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Std;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Var;
import org.jspecify.annotations.Nullable;

/// Where a forward pass takes a mean, and over how many elements.
final class Means {
  private Means() {}

  /// How many elements fall on one where `place` is a mean, or divides a sum or is summed; 0 where
  /// nothing is counted.
  static int count(Place place) {
    if (place.isLeaf()) {
      return 0;
    }
    Operation operation = place.operation();
    boolean counts =
        operation instanceof Mean
            || operation instanceof Var
            || operation instanceof Std
            || operation instanceof MseLoss
            || operation instanceof BinaryCrossEntropyWithLogits;
    if (counts) {
      return ratio(place.inputs().get(0), place.value());
    }
    if (operation instanceof CrossEntropy) {
      return place.inputs().get(1).numel();
    }
    if (operation instanceof SoftCrossEntropy) {
      return place.inputs().get(0).shape().size(0);
    }
    boolean scales = operation.equals(Ops.MUL) || operation.equals(Ops.DIV);
    return scales && !Double.isNaN(Factors.divisor(place)) ? summed(place) : 0;
  }

  /// Over how many elements a division of a sum is a mean: over all of them, or, where the divisor
  /// says so, along one axis.
  private static int summed(Place place) {
    NdArray many = beforeSum(place);
    if (many == null) {
      return 0;
    }
    NdArray few = place.value().numel() < many.numel() ? place.value() : sumAfter(place);
    int all = few == null ? 0 : ratio(many, few);
    double divisor = Factors.divisor(place);
    for (int size : many.shape().toArray()) {
      if (size > 1 && size <= all && divisor == size) {
        return size;
      }
    }
    return all;
  }

  private static @Nullable NdArray beforeSum(Place place) {
    for (Place.Source source : place.sources()) {
      Place from = skipNeg(source.place());
      if (from != null && isSum(from)) {
        return from.inputs().get(0);
      }
    }
    return sumAfter(place) == null ? null : place.value();
  }

  private static @Nullable NdArray sumAfter(Place place) {
    for (Place.Use use : place.uses()) {
      if (isSum(use.by())) {
        return use.by().value();
      }
    }
    return null;
  }

  private static @Nullable Place skipNeg(@Nullable Place place) {
    return place != null && !place.isLeaf() && place.operation().equals(Ops.NEG)
        ? place.sources().get(0).place()
        : place;
  }

  private static boolean isSum(Place place) {
    return !place.isLeaf()
        && (place.operation() instanceof Sum || place.operation().equals(Ops.TOTAL));
  }

  private static int ratio(NdArray many, NdArray few) {
    return few.numel() == 0 ? 0 : many.numel() / few.numel();
  }

  /// Whether the mean at `place` is what makes the loss a number.
  static boolean isOfLoss(Place place) {
    NdArray sum = place.value().numel() == 1 ? place.value() : sumAfter(place);
    return sum != null && sum.numel() == 1;
  }

  /// The name of a mistake that an operation calls `pool-scale-missing`, where the mean is that of
  /// the loss.
  static String name(String id, Place by) {
    boolean isPool = id.equals("pool-scale-missing");
    return isPool && isOfLoss(by) ? "missing-batch-mean" : id;
  }
}
