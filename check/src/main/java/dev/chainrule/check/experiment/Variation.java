package dev.chainrule.check.experiment;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Other values for the float leaves of an experiment, of the same shapes, drawn from a seed: what
/// still agrees there agrees for a reason.
///
/// What can be told from the elements is kept: whole numbers, zeros and infinities of leaves that
/// want no gradient, and rows that are distributions. An experiment hands every leaf in, in the
/// order in which they are made.
public final class Variation {
  /// Every leaf as it is.
  public static final Variation NONE = new Variation(0, null);

  /// How far an element moves, in proportion to itself and to the largest.
  private static final double RELATIVE = 0.3;

  private static final double ABSOLUTE = 0.1;

  /// Rows that add up to 1 this closely are distributions.
  private static final double DISTRIBUTION = 1e-5;

  /// Which leaves move.
  public enum Reach {
    /// All of them.
    ALL,
    /// Those that want a gradient.
    WANTING_GRAD
  }

  private final SplittableRandom random;
  private final @Nullable Reach reach;

  private Variation(long seed, @Nullable Reach reach) {
    this.random = new SplittableRandom(seed);
    this.reach = reach;
  }

  /// Other values for the leaves within `reach`. A variation serves one run.
  public static Variation of(long seed, Reach reach) {
    return new Variation(seed, reach);
  }

  /// Whether it changes anything.
  public boolean isNone() {
    return reach == null;
  }

  /// The leaf to go on with in the place of `leaf`, outside any graph.
  public Tensor of(Tensor leaf, boolean wantsGrad) {
    boolean moves = wantsGrad || reach == Reach.ALL;
    if (reach == null || !moves || !leaf.dtype().isFloat()) {
      return leaf;
    }
    double[] elements = leaf.toDoubleArray();
    if (!wantsGrad && areWhole(elements)) {
      return leaf;
    }
    int columns = leaf.rank() == 0 ? 1 : leaf.shape().size(-1);
    boolean isDistribution = !wantsGrad && columns > 1 && areDistributions(elements, columns);
    move(elements, wantsGrad);
    if (isDistribution) {
      normalize(elements, columns);
    }
    Tensor moved = Tensor.of(NdArray.of(new Buffer.OfDouble(elements), leaf.shape()));
    return leaf.dtype() == DType.FLOAT64 ? moved : moved.to(leaf.dtype());
  }

  private void move(double[] elements, boolean wantsGrad) {
    double largest = 0;
    for (double element : elements) {
      largest = Double.isFinite(element) ? Math.max(largest, Math.abs(element)) : largest;
    }
    double unit = largest == 0 ? 1 : largest;
    for (int i = 0; i < elements.length; i++) {
      elements[i] *= 1 + RELATIVE * random.nextDouble(-1, 1);
      double added = ABSOLUTE * unit * random.nextDouble(-1, 1);
      elements[i] += wantsGrad ? added : 0;
    }
  }

  private static boolean areWhole(double[] elements) {
    for (double element : elements) {
      if (element != Math.rint(element)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areDistributions(double[] elements, int columns) {
    for (int row = 0; row < elements.length; row += columns) {
      double sum = 0;
      for (int i = row; i < row + columns; i++) {
        if (elements[i] < 0) {
          return false;
        }
        sum += elements[i];
      }
      if (!(Math.abs(sum - 1) <= DISTRIBUTION)) {
        return false;
      }
    }
    return true;
  }

  private static void normalize(double[] elements, int columns) {
    for (int row = 0; row < elements.length; row += columns) {
      double sum = 0;
      for (int i = row; i < row + columns; i++) {
        sum += elements[i];
      }
      for (int i = row; i < row + columns; i++) {
        elements[i] /= sum;
      }
    }
  }
}
