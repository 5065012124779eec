package dev.chainrule.kernel.vector;

import dev.chainrule.op.Ops;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A function of float lanes under test, and the same in double.
///
/// @param name the name of its method in [FloatMath]
/// @param least results smaller than this may have the error of this one
record LaneFunction(
    String name, UnaryOperator<FloatVector> lanes, DoubleUnaryOperator exact, float least) {
  static final List<LaneFunction> ALL =
      List.of(
          new LaneFunction("exp", FloatMath::exp, Ops.EXP::at),
          new LaneFunction("tanh", FloatMath::tanh, Ops.TANH::at),
          new LaneFunction("sigmoid", FloatMath::sigmoid, Ops.SIGMOID::at),
          new LaneFunction("silu", FloatMath::silu, Ops.SILU::at),
          new LaneFunction("log", FloatMath::log, Ops.LOG::at),
          new LaneFunction("softplus", FloatMath::softplus, Ops.SOFTPLUS::at),
          new LaneFunction("erf", FloatMath::erf, Ops.ERF::at),
          new LaneFunction("gelu", FloatMath::gelu, LaneFunction::gelu),
          new LaneFunction("geluSlope", FloatMath::geluSlope, LaneFunction::geluSlope, 0.5f),
          new LaneFunction("geluTanh", FloatMath::geluTanh, LaneFunction::geluTanh),
          new LaneFunction("sin", FloatMath::sin, Ops.SIN::at),
          new LaneFunction("cos", FloatMath::cos, Ops.COS::at));

  LaneFunction(String name, UnaryOperator<FloatVector> lanes, DoubleUnaryOperator exact) {
    this(name, lanes, exact, 0);
  }

  @Override
  public String toString() {
    return name;
  }

  /// The function of each of `x`.
  float[] apply(VectorSpecies<Float> species, float[] x) {
    return map(species, x, lanes);
  }

  static float[] map(VectorSpecies<Float> species, float[] x, UnaryOperator<FloatVector> function) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i += species.length()) {
      var inside = species.indexInRange(i, x.length);
      FloatVector lanes = FloatVector.fromArray(species, x, i, inside);
      function.apply(lanes).intoArray(y, i, inside);
    }
    return y;
  }

  /// x·Φ(x), whose tail the formula with erf loses: there by the continued fraction of Mills' ratio
  /// (Abramowitz & Stegun 26.2.14).
  private static double gelu(double x) {
    if (x > -3 || x == Double.NEGATIVE_INFINITY) {
      return Ops.GELU.at(x);
    }
    double fraction = -x;
    for (int n = 60; n > 0; n--) {
      fraction = -x + n / fraction;
    }
    return x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / fraction;
  }

  /// Φ(x) + x·φ(x).
  private static double geluSlope(double x) {
    double cdf = x == 0 ? 0.5 : gelu(x) / x;
    return cdf + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private static double geluTanh(double x) {
    double u = 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
    return x / (1 + Math.exp(-u));
  }

  /// How far `y` is from what the function of `x` is, as [#ulps] says.
  double error(float x, float y) {
    double wanted = exact.applyAsDouble(x);
    boolean isSmall = Math.max(Math.abs(wanted), Math.abs(y)) < least;
    return isSmall ? Math.abs(y - wanted) / Math.ulp(least) : ulps(y, wanted);
  }

  /// How far `y` is from `exact`, in units of the last place of a float there; infinite where one
  /// is NaN, infinite or a zero of another sign and the other is not.
  static double ulps(float y, double exact) {
    float rounded = (float) exact;
    if (Float.isNaN(y) || Float.isNaN(rounded) || (rounded == 0 && y == 0)) {
      boolean same = Float.floatToIntBits(y) == Float.floatToIntBits(rounded);
      return same ? 0 : Double.POSITIVE_INFINITY;
    }
    // Infinity stands for 2¹²⁸.
    double reached = Math.clamp(y, -0x1p128, 0x1p128);
    double wanted = Math.clamp(exact, -0x1p128, 0x1p128);
    return Math.abs(reached - wanted) / Math.min(Math.ulp(rounded), 0x1p104);
  }
}
