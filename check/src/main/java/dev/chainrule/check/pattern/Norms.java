package dev.chainrule.check.pattern;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recognises by its values that something was normalized: over which axes, with which correction
/// and which eps.
public final class Norms {
  /// How far the mean and variance of what was normalized may be from 0 and 1; eps takes the
  /// variance a little below 1.
  private static final double MEAN = 1e-6;

  private static final double VARIANCE = 0.2;

  private static final double MOST_EPS = 0.1;

  private Norms() {}

  /// Whether `x` has mean 0 and a variance near 1 along some axes.
  public static boolean isNormalized(NdArray x) {
    for (Axes axes : axes(x)) {
      NdArray mean = Numbers.INSTANCE.mean(x, axes, true);
      NdArray variance = new Var(axes, 0, true).forward(List.of(x));
      if (mean.numel() * 2 <= x.numel() && isNear(mean, 0, MEAN) && isAllUnit(variance)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNear(NdArray x, double value, double distance) {
    for (int i = 0; i < x.numel(); i++) {
      if (!(Math.abs(x.get(i) - value) <= distance)) {
        return false;
      }
    }
    return true;
  }

  /// With Bessel's correction the variance by N is (N−1)/N.
  private static boolean isAllUnit(NdArray variance) {
    double first = variance.get(0);
    return first > 0.4 && first < 1 + 1e-6 && isNear(variance, first, VARIANCE * first);
  }

  /// Each axis alone, and all but the first or the second.
  private static List<Axes> axes(NdArray x) {
    List<Axes> all = new ArrayList<>();
    int rank = x.shape().rank();
    for (int d = 0; d < rank; d++) {
      all.add(Axes.single(d));
    }
    if (rank > 2) {
      int[] others = new int[rank - 1];
      for (int kept = 0; kept < rank; kept++) {
        for (int d = 0, next = 0; d < rank; d++) {
          if (d != kept) {
            others[next++] = d;
          }
        }
        all.add(Axes.of("norm", x.shape(), others));
      }
    }
    return all;
  }

  /// The norm that makes `hat` of `x`, with unit gain and no shift; null where there is none.
  public static @Nullable Normalize between(NdArray x, NdArray hat) {
    if (!x.shape().equals(hat.shape()) || x.numel() < 2 || !x.dtype().isFloat()) {
      return null;
    }
    for (Axes axes : axes(x)) {
      int count = axes.numel(x.shape());
      for (int correction = 0; correction < 2 && correction < count; correction++) {
        Normalize norm = between(x, hat, axes, correction);
        if (norm != null) {
          return norm;
        }
      }
    }
    return null;
  }

  private static @Nullable Normalize between(NdArray x, NdArray hat, Axes axes, int correction) {
    Numbers n = Numbers.INSTANCE;
    NdArray centred = n.sub(x, n.mean(x, axes, true));
    NdArray variance = new Var(axes, correction, true).forward(List.of(x));
    NdArray along = n.sum(n.mul(hat, centred), axes, true);
    NdArray squares = n.sum(n.square(centred), axes, true);
    // hat = centred / √(variance + eps) wherever there is an eps that fits all groups.
    double eps = Double.NaN;
    for (int i = 0; i < along.numel(); i++) {
      double scale = along.get(i) / squares.get(i);
      double own = 1 / (scale * scale) - variance.get(i);
      double limit = 1e-7 * (variance.get(i) + 1e-3);
      if (!(scale > 0) || own < -limit || own > MOST_EPS) {
        return null;
      }
      if (!Double.isNaN(eps) && Math.abs(own - eps) > limit) {
        return null;
      }
      eps = Double.isNaN(eps) ? own : eps;
    }
    // A digit that rounding left is not part of eps.
    double rounded = Math.max(0, Double.parseDouble("%.3e".formatted(eps)));
    Normalize norm = new Normalize("norm", axes, rounded, correction);
    NdArray made = norm.decompose(n, List.of(x, NdArray.number(1.0), NdArray.number(0.0)));
    return Closeness.areClose(made, hat) ? norm : null;
  }
}
