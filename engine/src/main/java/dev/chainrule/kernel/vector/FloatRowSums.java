package dev.chainrule.kernel.vector;

import static dev.chainrule.kernel.vector.FloatLanes.LENGTH;
import static dev.chainrule.kernel.vector.FloatSums.PARTIALS;
import static dev.chainrule.kernel.vector.FloatSums.ROW_RUN;
import static dev.chainrule.kernel.vector.FloatSums.WIDTH;

import jdk.incubator.vector.FloatVector;

/// Sums over a row of what is computed from it, without an array of the terms: in the order of
/// [FloatSums#row], so with the bits of a sum of that array.
///
/// What is left of a row beyond whole vectors is computed into an array that is 0 elsewhere; it
/// adds to one of the four vectors of partial sums.
@SuppressWarnings("cast") // from double, which is no cast in the class derived from this one
final class FloatRowSums {
  private final int size;
  private final float[] rest = new float[WIDTH];
  private final float[] otherRest = new float[WIDTH];
  private final float[] lanes = new float[WIDTH];
  private final float[] otherLanes = new float[WIDTH];

  /// Σ g·w and Σ g·w·x̂, as [#products] found them.
  float gradient;

  float along;

  /// For rows of `size` elements.
  FloatRowSums(int size) {
    this.size = size;
  }

  /// Σ (x − mean)² over the row that begins at `at`.
  float squares(float[] x, int at, float mean) {
    if (size <= ROW_RUN) {
      return squares(x, at, size, mean);
    }
    double total = 0;
    for (int done = 0; done < size; done += ROW_RUN) {
      total += squares(x, at + done, Math.min(ROW_RUN, size - done), mean);
    }
    return (float) total;
  }

  private float squares(float[] x, int at, int count, float mean) {
    FloatVector means = FloatLanes.constant(mean);
    int end = at + (count & -PARTIALS);
    int vectors = (count & PARTIALS - 1) / WIDTH;
    boolean hasRest = (count & WIDTH - 1) != 0;
    if (hasRest) {
      squaresOfRest(x, end + vectors * WIDTH, at + count, mean);
    }
    FloatVector sum = means;
    for (int first = 0; first < WIDTH; first += LENGTH) {
      FloatVector a = FloatLanes.constant(0);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      int i = at + first;
      for (; i < end; i += PARTIALS) {
        a = a.add(square(x, i, means));
        b = b.add(square(x, i + WIDTH, means));
        c = c.add(square(x, i + 2 * WIDTH, means));
        d = d.add(square(x, i + 3 * WIDTH, means));
      }
      a = vectors > 0 ? a.add(square(x, i, means)) : a;
      b = vectors > 1 ? b.add(square(x, i + WIDTH, means)) : b;
      c = vectors > 2 ? c.add(square(x, i + 2 * WIDTH, means)) : c;
      if (hasRest) {
        FloatVector last = FloatLanes.load(rest, first);
        a = vectors == 0 ? a.add(last) : a;
        b = vectors == 1 ? b.add(last) : b;
        c = vectors == 2 ? c.add(last) : c;
        d = vectors == 3 ? d.add(last) : d;
      }
      sum = a.add(c).add(b.add(d));
      if (LENGTH < WIDTH) {
        sum.intoArray(lanes, first);
      }
    }
    return LENGTH < WIDTH ? FloatSums.join(lanes) : FloatSums.join(sum);
  }

  private static FloatVector square(float[] x, int i, FloatVector means) {
    FloatVector deviation = FloatLanes.load(x, i).sub(means);
    return deviation.mul(deviation);
  }

  private void squaresOfRest(float[] x, int at, int end, float mean) {
    for (int i = 0; i < end - at; i++) {
      float deviation = x[at + i] - mean;
      rest[i] = deviation * deviation;
    }
  }

  /// The sums that a row's gradient needs, over the row that begins at `at`: x̂ is (x −
  /// mean)·scale. They are left in [#gradient] and [#along].
  void products(float[] x, float[] g, int at, float[] weight, float mean, float scale) {
    if (size <= ROW_RUN) {
      products(x, g, at, weight, 0, size, mean, scale);
      return;
    }
    double gradientTotal = 0;
    double alongTotal = 0;
    for (int j = 0; j < size; j += ROW_RUN) {
      products(x, g, at + j, weight, j, Math.min(ROW_RUN, size - j), mean, scale);
      gradientTotal += gradient;
      alongTotal += along;
    }
    gradient = (float) gradientTotal;
    along = (float) alongTotal;
  }

  private void products(
      float[] x, float[] g, int at, float[] weight, int j, int count, float mean, float scale) {
    FloatVector means = FloatLanes.constant(mean);
    FloatVector scales = FloatLanes.constant(scale);
    int end = count & -PARTIALS;
    int vectors = (count & PARTIALS - 1) / WIDTH;
    boolean hasRest = (count & WIDTH - 1) != 0;
    if (hasRest) {
      int done = end + vectors * WIDTH;
      productsOfRest(x, g, at + done, weight, j + done, count - done, mean, scale);
    }
    FloatVector sum = means;
    FloatVector alongSum = means;
    for (int first = 0; first < WIDTH; first += LENGTH) {
      FloatVector a = FloatLanes.constant(0);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      FloatVector alongA = a;
      FloatVector alongB = a;
      FloatVector alongC = a;
      FloatVector alongD = a;
      int i = first;
      for (; i < end; i += PARTIALS) {
        FloatVector term = product(g, at + i, weight, j + i);
        a = a.add(term);
        alongA = alongA.add(term.mul(normalized(x, at + i, means, scales)));
        term = product(g, at + i + WIDTH, weight, j + i + WIDTH);
        b = b.add(term);
        alongB = alongB.add(term.mul(normalized(x, at + i + WIDTH, means, scales)));
        term = product(g, at + i + 2 * WIDTH, weight, j + i + 2 * WIDTH);
        c = c.add(term);
        alongC = alongC.add(term.mul(normalized(x, at + i + 2 * WIDTH, means, scales)));
        term = product(g, at + i + 3 * WIDTH, weight, j + i + 3 * WIDTH);
        d = d.add(term);
        alongD = alongD.add(term.mul(normalized(x, at + i + 3 * WIDTH, means, scales)));
      }
      if (vectors > 0) {
        FloatVector term = product(g, at + i, weight, j + i);
        a = a.add(term);
        alongA = alongA.add(term.mul(normalized(x, at + i, means, scales)));
      }
      if (vectors > 1) {
        FloatVector term = product(g, at + i + WIDTH, weight, j + i + WIDTH);
        b = b.add(term);
        alongB = alongB.add(term.mul(normalized(x, at + i + WIDTH, means, scales)));
      }
      if (vectors > 2) {
        FloatVector term = product(g, at + i + 2 * WIDTH, weight, j + i + 2 * WIDTH);
        c = c.add(term);
        alongC = alongC.add(term.mul(normalized(x, at + i + 2 * WIDTH, means, scales)));
      }
      if (hasRest) {
        FloatVector last = FloatLanes.load(rest, first);
        FloatVector alongLast = FloatLanes.load(otherRest, first);
        a = vectors == 0 ? a.add(last) : a;
        b = vectors == 1 ? b.add(last) : b;
        c = vectors == 2 ? c.add(last) : c;
        d = vectors == 3 ? d.add(last) : d;
        alongA = vectors == 0 ? alongA.add(alongLast) : alongA;
        alongB = vectors == 1 ? alongB.add(alongLast) : alongB;
        alongC = vectors == 2 ? alongC.add(alongLast) : alongC;
        alongD = vectors == 3 ? alongD.add(alongLast) : alongD;
      }
      sum = a.add(c).add(b.add(d));
      alongSum = alongA.add(alongC).add(alongB.add(alongD));
      if (LENGTH < WIDTH) {
        sum.intoArray(lanes, first);
        alongSum.intoArray(otherLanes, first);
      }
    }
    gradient = LENGTH < WIDTH ? FloatSums.join(lanes) : FloatSums.join(sum);
    along = LENGTH < WIDTH ? FloatSums.join(otherLanes) : FloatSums.join(alongSum);
  }

  private static FloatVector product(float[] g, int at, float[] weight, int j) {
    return FloatLanes.load(g, at).mul(FloatLanes.load(weight, j));
  }

  private static FloatVector normalized(float[] x, int at, FloatVector means, FloatVector scales) {
    return FloatLanes.load(x, at).sub(means).mul(scales);
  }

  private void productsOfRest(
      float[] x, float[] g, int at, float[] weight, int j, int count, float mean, float scale) {
    for (int i = 0; i < count; i++) {
      rest[i] = g[at + i] * weight[j + i];
      otherRest[i] = rest[i] * ((x[at + i] - mean) * scale);
    }
  }
}
