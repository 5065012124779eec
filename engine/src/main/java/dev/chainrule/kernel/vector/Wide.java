package dev.chainrule.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Loads floats of either type as doubles.
final class Wide {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LENGTH = SPECIES.length();

  /// As many floats as there are lanes of doubles.
  private static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(float.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  private Wide() {}

  static DoubleVector load(float[] x, int at) {
    return (DoubleVector)
        FloatVector.fromArray(NARROW, x, at).convertShape(VectorOperators.F2D, SPECIES, 0);
  }

  /// The first `count` lanes; 0 in the others.
  static DoubleVector loadFirst(float[] x, int at, int count) {
    return (DoubleVector)
        FloatVector.fromArray(NARROW, x, at, NARROW.indexInRange(0, count))
            .convertShape(VectorOperators.F2D, SPECIES, 0);
  }

  static DoubleVector load(double[] x, int at) {
    return DoubleVector.fromArray(SPECIES, x, at);
  }
}
