package dev.chainrule.kernel;

/// The functions of elements that kernels may have loops of their own for. Operations say which one
/// they are; what is none of these is computed by its [Function1], [Function2] or [Function3].
public enum Primitive {
  ADD(2),
  SUB(2),
  MUL(2),
  DIV(2),
  POW(2),
  MAXIMUM(2),
  MINIMUM(2),
  NEG(1),
  ABS(1),
  SIGN(1),
  SQUARE(1),
  SQRT(1),
  RSQRT(1),
  RECIPROCAL(1),
  RELU(1),
  EXP(1),
  LOG(1),
  TANH(1),
  SIGMOID(1),
  SOFTPLUS(1),
  SILU(1),
  GELU(1),
  /// The derivative of GELU.
  GELU_SLOPE(1),
  GELU_TANH(1),
  ERF(1),
  SIN(1),
  COS(1),
  LESS(2),
  LESS_EQUAL(2),
  GREATER(2),
  GREATER_EQUAL(2),
  EQUAL(2),
  NOT_EQUAL(2),
  WHERE(3);

  private final int arity;

  Primitive(int arity) {
    this.arity = arity;
  }

  /// How many elements it takes.
  public int arity() {
    return arity;
  }

  /// Whether the result is a truth value.
  public boolean isTruth() {
    return compareTo(LESS) >= 0 && compareTo(NOT_EQUAL) <= 0;
  }
}
