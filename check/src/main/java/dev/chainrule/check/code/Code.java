package dev.chainrule.check.code;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.shape.Broadcast;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An expression in Python or Java.
///
/// @param binding how tight its outermost operator binds; see the constants
/// @param value what it computes
/// @param repeated what it repeats to a larger shape, where it does only that; else null
/// @param made the comparison that it is; else null
public record Code(
    String text, int binding, NdArray value, @Nullable Code repeated, @Nullable Operation made) {
  private static final Pattern NUMBER = Pattern.compile("[-(]*\\d[-+*/().\\de ]*");
  private static final Pattern RECIPROCAL = Pattern.compile("1(\\.0)? / \\d[\\d.]*");

  static final int COMPARISON = 1;
  static final int SUM = 2;
  static final int PRODUCT = 3;
  static final int SIGN = 4;
  static final int POWER = 5;
  static final int ATOM = 9;

  Code(String text, int binding, NdArray value) {
    this(text, binding, value, null, null);
  }

  /// A variable.
  public static Code name(String name, NdArray value) {
    return new Code(name, ATOM, value);
  }

  /// What repeats `of` to the shape of `value`.
  static Code repeating(Code of, String text, NdArray value) {
    return new Code(text, ATOM, value, of, null);
  }

  /// The same, made by `operation`.
  Code madeBy(Operation operation) {
    return new Code(text, binding, value, repeated, operation);
  }

  /// The text, in parentheses unless it binds at least as tight as `needed`.
  String within(int needed) {
    return binding < needed ? "(" + text + ")" : text;
  }

  /// The same beside `other`, to whose shape it is repeated anyway.
  Code beside(Code other) {
    boolean isRepeated = repeated != null && Broadcast.fits(value.shape(), other.value.shape());
    return repeated != null && isRepeated ? repeated : this;
  }

  boolean isOne() {
    return text.equals("1");
  }

  boolean isZero() {
    return text.equals("0");
  }

  /// Whether it is made of digits alone: a number, and no tensor.
  boolean isNumber() {
    return NUMBER.matcher(text).matches();
  }

  boolean isWhole() {
    return text.matches("-?\\d+");
  }

  /// Whether it is `1 / k`.
  boolean isReciprocal() {
    return RECIPROCAL.matcher(text).matches();
  }
}
