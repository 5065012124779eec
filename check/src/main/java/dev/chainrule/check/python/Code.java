package dev.chainrule.check.python;

import dev.chainrule.array.NdArray;
import org.jspecify.annotations.Nullable;

/// An expression in Python.
///
/// @param binding how tight its outermost operator binds; see the constants
/// @param value what it computes
/// @param repeated what it repeats to a larger shape, where it does only that; else null
public record Code(String text, int binding, NdArray value, @Nullable Code repeated) {
  static final int COMPARISON = 1;
  static final int SUM = 2;
  static final int PRODUCT = 3;
  static final int SIGN = 4;
  static final int POWER = 5;
  static final int ATOM = 9;

  Code(String text, int binding, NdArray value) {
    this(text, binding, value, null);
  }

  /// A variable.
  public static Code name(String name, NdArray value) {
    return new Code(name, ATOM, value);
  }

  /// The text, in parentheses unless it binds at least as tight as `needed`.
  String within(int needed) {
    return binding < needed ? "(" + text + ")" : text;
  }

  /// The same beside `other`, to whose shape Python repeats it anyway.
  Code beside(Code other) {
    boolean isRepeated = repeated != null && other.value.shape().equals(value.shape());
    return repeated != null && isRepeated ? repeated : this;
  }

  boolean isOne() {
    return text.equals("1");
  }
}
