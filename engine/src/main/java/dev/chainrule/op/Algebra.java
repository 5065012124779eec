package dev.chainrule.op;

import java.util.List;

/// What the rules of elementwise operations are written against.
///
/// An implementation says what a constant is and what applying an operation means; the names below
/// only save words.
public interface Algebra<T> {
  T constant(double value);

  T apply(Elementwise operation, List<T> inputs);

  default T add(T a, T b) {
    return apply(Ops.ADD, List.of(a, b));
  }

  default T sub(T a, T b) {
    return apply(Ops.SUB, List.of(a, b));
  }

  default T mul(T a, T b) {
    return apply(Ops.MUL, List.of(a, b));
  }

  default T div(T a, T b) {
    return apply(Ops.DIV, List.of(a, b));
  }

  default T pow(T a, T b) {
    return apply(Ops.POW, List.of(a, b));
  }

  default T neg(T a) {
    return apply(Ops.NEG, List.of(a));
  }

  default T sign(T a) {
    return apply(Ops.SIGN, List.of(a));
  }

  default T square(T a) {
    return apply(Ops.SQUARE, List.of(a));
  }

  default T exp(T a) {
    return apply(Ops.EXP, List.of(a));
  }

  default T log(T a) {
    return apply(Ops.LOG, List.of(a));
  }

  default T rsqrt(T a) {
    return apply(Ops.RSQRT, List.of(a));
  }

  default T tanh(T a) {
    return apply(Ops.TANH, List.of(a));
  }

  default T sigmoid(T a) {
    return apply(Ops.SIGMOID, List.of(a));
  }

  default T erf(T a) {
    return apply(Ops.ERF, List.of(a));
  }

  default T sin(T a) {
    return apply(Ops.SIN, List.of(a));
  }

  default T cos(T a) {
    return apply(Ops.COS, List.of(a));
  }

  /// 1 where a < b, else 0.
  default T less(T a, T b) {
    return apply(Ops.LESS, List.of(a, b));
  }

  default T lessEqual(T a, T b) {
    return apply(Ops.LESS_EQUAL, List.of(a, b));
  }

  default T equal(T a, T b) {
    return apply(Ops.EQUAL, List.of(a, b));
  }

  /// `a` where the condition is not 0, else `b`; the other is not looked at.
  default T select(T condition, T a, T b) {
    return apply(Ops.WHERE, List.of(condition, a, b));
  }
}
