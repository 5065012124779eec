package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.op.Ops;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloatMathTest {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final float[] INPUTS = Inputs.all(40_009, 40);

  static Stream<LaneFunction> functions() {
    return LaneFunction.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isWithinTwoUnitsInTheLastPlace(LaneFunction function) {
    float[] y = function.apply(SPECIES, INPUTS);
    double worst = 0;
    int at = 0;
    for (int i = 0; i < y.length; i++) {
      double error = function.error(INPUTS[i], y[i]);
      at = error > worst ? i : at;
      worst = Math.max(worst, error);
    }
    assertThat(worst).as("%s(%s) = %s", function, INPUTS[at], y[at]).isLessThanOrEqualTo(2);
  }

  @Test
  void powersAreWithinTwoUnitsInTheLastPlace() {
    float[][] pairs = pairs(20_000);
    float[] y = powers(SPECIES, pairs);
    for (int i = 0; i < y.length; i++) {
      double exact = Ops.POW.at(pairs[0][i], pairs[1][i]);
      double error = LaneFunction.ulps(y[i], exact);
      if (error > 2) {
        assertThat(y[i]).as("%s to the %s", pairs[0][i], pairs[1][i]).isEqualTo((float) exact);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void bitsDoNotDependOnTheSpecies(LaneFunction function) {
    float[] few = Inputs.all(10_000_019, 1);
    float[] expected = function.apply(SPECIES, few);
    assertThat(function.apply(FloatVector.SPECIES_128, few)).containsExactly(expected);
    assertThat(function.apply(FloatVector.SPECIES_256, few)).containsExactly(expected);
    assertThat(function.apply(FloatVector.SPECIES_512, few)).containsExactly(expected);
  }

  @Test
  void bitsOfPowersDoNotDependOnTheSpecies() {
    float[][] pairs = pairs(500);
    float[] expected = powers(SPECIES, pairs);
    assertThat(powers(FloatVector.SPECIES_128, pairs)).containsExactly(expected);
    assertThat(powers(FloatVector.SPECIES_512, pairs)).containsExactly(expected);
  }

  private static float[] powers(VectorSpecies<Float> species, float[][] pairs) {
    float[] y = new float[pairs[0].length];
    for (int i = 0; i < y.length; i += species.length()) {
      var inside = species.indexInRange(i, y.length);
      FloatVector base = FloatVector.fromArray(species, pairs[0], i, inside);
      FloatVector exponent = FloatVector.fromArray(species, pairs[1], i, inside);
      FloatMath.pow(base, exponent).intoArray(y, i, inside);
    }
    return y;
  }

  /// Each of the special numbers to each, and drawn pairs whose power is a number.
  private static float[][] pairs(int drawn) {
    float[] special = {
      0,
      1,
      2,
      3,
      0.5f,
      1.5f,
      33,
      127,
      149,
      150,
      1e30f,
      1e-30f,
      0x1p23f,
      0x1p23f + 1,
      0x1p24f - 1,
      0x1p24f,
      4194303.5f,
      Math.nextUp(1f),
      Math.nextDown(1f),
      Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NaN
    };
    int signed = special.length * 2;
    float[][] pairs = new float[2][signed * signed + drawn];
    for (int i = 0; i < signed * signed; i++) {
      int base = i / signed;
      int exponent = i % signed;
      pairs[0][i] = base % 2 == 0 ? special[base / 2] : -special[base / 2];
      pairs[1][i] = exponent % 2 == 0 ? special[exponent / 2] : -special[exponent / 2];
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = signed * signed; i < pairs[0].length; i++) {
      float base = Float.intBitsToFloat(random.nextInt() & Integer.MAX_VALUE);
      pairs[0][i] = i % 2 == 0 ? base : (float) random.nextDouble(0.5, 1.5);
      double log = Math.log(pairs[0][i]) / Math.log(2);
      pairs[1][i] = i % 4 == 0 ? random.nextInt(-30, 30) : (float) random.nextDouble(-151, 130);
      pairs[1][i] /= i % 4 == 0 ? 1 : (float) log;
      pairs[0][i] = i % 8 == 0 ? -pairs[0][i] : pairs[0][i];
    }
    return pairs;
  }
}
