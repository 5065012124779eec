package dev.chainrule.kernel.vector;

import jdk.incubator.vector.FloatVector;

/// Functions of float lanes, for any species: at most 2 ulp from the real value for every input, by
/// our own polynomials, since the JDK's vector functions differ in the last digit between
/// interpreter and compiler. [FloatMathExp] tells how bits are kept reproducible.
///
/// At ±∞ and NaN, and in the sign of zero, they agree with the functions of doubles that the plain
/// kernels use. Which NaN a NaN is, is not defined.
final class FloatMath {
  private FloatMath() {}

  static FloatVector exp(FloatVector x) {
    return FloatMathExp.exp(x);
  }

  static FloatVector tanh(FloatVector x) {
    return FloatMathExp.tanh(x);
  }

  static FloatVector sigmoid(FloatVector x) {
    return FloatMathExp.sigmoid(x);
  }

  static FloatVector silu(FloatVector x) {
    return FloatMathExp.silu(x);
  }

  static FloatVector log(FloatVector x) {
    return FloatMathLog.log(x);
  }

  static FloatVector softplus(FloatVector x) {
    return FloatMathLog.softplus(x);
  }

  static FloatVector erf(FloatVector x) {
    return FloatMathErf.erf(x);
  }

  static FloatVector gelu(FloatVector x) {
    return FloatMathErf.gelu(x);
  }

  /// GELU's derivative, which is 0 near −0.75 and has an absolute error: 2⁻²³ at most.
  static FloatVector geluSlope(FloatVector x) {
    return FloatMathErf.geluSlope(x);
  }

  static FloatVector geluTanh(FloatVector x) {
    return FloatMathErf.geluTanh(x);
  }

  static FloatVector sin(FloatVector x) {
    return FloatMathTrig.sin(x);
  }

  static FloatVector cos(FloatVector x) {
    return FloatMathTrig.cos(x);
  }

  static FloatVector pow(FloatVector x, FloatVector y) {
    return FloatMathPow.pow(x, y);
  }
}
