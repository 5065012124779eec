package dev.chainrule.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;

/// Sums of floats in double, for what a float cannot hold: the little by which the sum of a row's
/// exponentials exceeds 1, whose logarithm is a loss.
///
/// Element i goes to partial sum i mod 32, and these are added in a tree, so that the order depends
/// on the size alone and not on how many lanes a vector has.
final class WideSums {
  /// Partial sums, as many as four vectors of the widest species have lanes.
  static final int PARTIALS = 32;

  /// Lanes of the widest species, whose partial sums need not leave their four vectors.
  private static final int WIDEST = 8;

  private static final VectorShuffle<Double> LATER_BY_4 = later(4);
  private static final VectorShuffle<Double> LATER_BY_2 = later(2);
  private static final VectorShuffle<Double> LATER_BY_1 = later(1);

  private WideSums() {}

  private static VectorShuffle<Double> later(int by) {
    return VectorShuffle.iota(Wide.SPECIES, by, 1, true);
  }

  /// The sum of `size` elements.
  ///
  /// @param partials room for the partial sums
  static double sum(float[] x, int from, int size, double[] partials) {
    if (Wide.LENGTH == WIDEST) {
      return sumOfWidest(x, from, size);
    }
    int whole = size & -PARTIALS;
    for (int lane = 0; lane < PARTIALS; lane += 4 * Wide.LENGTH) {
      sumLanes(x, from + lane, from + lane + whole, partials, lane);
    }
    int i = whole;
    for (; i + Wide.LENGTH <= size; i += Wide.LENGTH) {
      DoubleVector sum = DoubleVector.fromArray(Wide.SPECIES, partials, i - whole);
      sum.add(Wide.load(x, from + i)).intoArray(partials, i - whole);
    }
    for (; i < size; i++) {
      partials[i - whole] += x[from + i];
    }
    return tree(partials);
  }

  private static double sumOfWidest(float[] x, int from, int size) {
    DoubleVector a = DoubleVector.zero(Wide.SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int i = from;
    for (; i <= from + size - PARTIALS; i += PARTIALS) {
      a = a.add(Wide.load(x, i));
      b = b.add(Wide.load(x, i + WIDEST));
      c = c.add(Wide.load(x, i + 2 * WIDEST));
      d = d.add(Wide.load(x, i + 3 * WIDEST));
    }
    int rest = from + size - i;
    int vectors = rest / WIDEST;
    a = vectors > 0 ? a.add(Wide.load(x, i)) : a;
    b = vectors > 1 ? b.add(Wide.load(x, i + WIDEST)) : b;
    c = vectors > 2 ? c.add(Wide.load(x, i + 2 * WIDEST)) : c;
    int left = rest % WIDEST;
    if (left > 0) {
      DoubleVector last = Wide.loadFirst(x, i + rest - left, left);
      a = vectors == 0 ? a.add(last) : a;
      b = vectors == 1 ? b.add(last) : b;
      c = vectors == 2 ? c.add(last) : c;
      d = vectors == 3 ? d.add(last) : d;
    }
    return join(a.add(c).add(b.add(d)));
  }

  /// Halves a vector of [#WIDEST] partial sums until one is left.
  private static double join(DoubleVector sums) {
    DoubleVector s = sums.add(sums.rearrange(LATER_BY_4));
    s = s.add(s.rearrange(LATER_BY_2));
    return s.add(s.rearrange(LATER_BY_1)).lane(0);
  }

  /// Halves the partial sums until one is left.
  private static double tree(double[] p) {
    for (int half = PARTIALS / 2; half >= 8; half /= 2) {
      for (int i = 0; i < half; i += Wide.LENGTH) {
        DoubleVector upper = DoubleVector.fromArray(Wide.SPECIES, p, i + half);
        DoubleVector.fromArray(Wide.SPECIES, p, i).add(upper).intoArray(p, i);
      }
    }
    double even = (p[0] + p[4]) + (p[2] + p[6]);
    double odd = (p[1] + p[5]) + (p[3] + p[7]);
    return even + odd;
  }

  /// Every 32nd element into one partial sum, for four vectors of them.
  private static void sumLanes(float[] x, int from, int to, double[] partials, int lane) {
    DoubleVector a = DoubleVector.zero(Wide.SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    for (int i = from; i < to; i += PARTIALS) {
      a = a.add(Wide.load(x, i));
      b = b.add(Wide.load(x, i + Wide.LENGTH));
      c = c.add(Wide.load(x, i + 2 * Wide.LENGTH));
      d = d.add(Wide.load(x, i + 3 * Wide.LENGTH));
    }
    a.intoArray(partials, lane);
    b.intoArray(partials, lane + Wide.LENGTH);
    c.intoArray(partials, lane + 2 * Wide.LENGTH);
    d.intoArray(partials, lane + 3 * Wide.LENGTH);
  }
}
