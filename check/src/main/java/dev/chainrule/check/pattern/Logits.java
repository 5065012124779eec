package dev.chainrule.check.pattern;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
import org.jspecify.annotations.Nullable;

/// Recognises by its gradient that an array is the logits of a softmax with cross entropy: the
/// gradient is (softmax − target) / rows, with rows of the target that are distributions.
///
/// @param axis the axis of the classes, the last
/// @param target the distributions, with the rounding that recovering them left
/// @param rows over how many rows the loss is a mean: all, or 1 where it is a sum
public record Logits(int axis, NdArray target, int rows) {
  /// What can be told of `x` from its gradient; null where it is no logits, as far as is seen.
  public static @Nullable Logits of(NdArray x, NdArray gradient) {
    int rank = x.shape().rank();
    if (rank < 1 || rank > 2 || x.shape().size(-1) < 2) {
      return null;
    }
    Numbers n = Numbers.INSTANCE;
    NdArray p = n.softmax(x, rank - 1);
    for (int rows : new int[] {x.numel() / x.shape().size(-1), 1}) {
      NdArray target = n.sub(p, n.mul(gradient, NdArray.number((double) rows)));
      if (areDistributions(target)) {
        return new Logits(rank - 1, target, rows);
      }
    }
    return null;
  }

  private static boolean areDistributions(NdArray x) {
    int columns = x.shape().size(-1);
    for (int row = 0; row < x.numel(); row += columns) {
      double sum = 0;
      double largest = 0;
      for (int i = row; i < row + columns; i++) {
        if (!(x.get(i) >= -1e-9)) {
          return false;
        }
        sum += x.get(i);
        largest = Math.max(largest, x.get(i));
      }
      // A target as flat as this could be anything that the gradient is small beside.
      if (!(Math.abs(sum - 1) < 1e-8) || largest < 1.5 / columns) {
        return false;
      }
    }
    return true;
  }
}
