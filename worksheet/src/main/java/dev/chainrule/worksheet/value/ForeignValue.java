package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.WorksheetException;
import java.util.Iterator;

/// A value that brings its own meaning of the operators, such as a tensor.
///
/// Whatever a kind of value cannot do keeps its default here, which is an error in plain words.
/// Errors are thrown without a place; the interpreter adds it. A value that can be called
/// implements {@link Callable} too. Two foreign values are equal as dictionary keys when they are
/// the same object.
public interface ForeignValue {
  /// The name of the type, for errors and `isinstance`.
  String typeName();

  /// What `print` shows.
  String repr();

  /// `value.name`: an attribute, or a method as a {@link Callable}.
  default Object getAttribute(String name) {
    throw new WorksheetException("a " + typeName() + " has no attribute '" + name + "'");
  }

  /// `value.name = given`.
  default void setAttribute(String name, Object given) {
    throw new WorksheetException("the attribute '" + name + "' of a " + typeName() + " is fixed");
  }

  /// `value[key]`. A key may be an integer, a {@link SliceValue}, `None`, `...`, a list, another
  /// foreign value, or a {@link TupleValue} of these.
  default Object getItem(Object key) {
    throw new WorksheetException("a " + typeName() + " cannot be indexed");
  }

  /// `value[key] = given`.
  default void setItem(Object key, Object given) {
    throw new WorksheetException("a " + typeName() + " cannot be changed by index");
  }

  /// `value operator other`, or `other operator value` if `reflected`.
  default Object binary(BinaryOperator operator, Object other, boolean reflected) {
    throw Operators.unsupported(
        operator.symbol(), reflected ? other : this, reflected ? this : other);
  }

  /// `value operator= other`: the object that the name is bound to afterwards; this one, changed,
  /// if the type is one that changes in place.
  default Object inPlace(BinaryOperator operator, Object other) {
    return binary(operator, other, false);
  }

  /// `-value`, `+value` or `~value`.
  default Object unary(UnaryOperator operator) {
    throw new WorksheetException("'" + operator.symbol() + "' does not work on a " + typeName());
  }

  /// `value comparison other`, for `< <= > >= == !=`; not necessarily a truth value.
  default Object compare(Comparison comparison, Object other) {
    return switch (comparison) {
      case EQUAL -> this == other;
      case NOT_EQUAL -> this != other;
      default -> throw Operators.unsupported(comparison.symbol(), this, other);
    };
  }

  /// `item in value`.
  default boolean contains(Object item) {
    throw new WorksheetException("'in' does not work on a " + typeName());
  }

  /// Whether the value counts as true.
  default boolean truth() {
    return true;
  }

  /// What a `for` goes through.
  default Iterator<Object> iterate() {
    throw new WorksheetException("a " + typeName() + " is no sequence to go through");
  }

  /// `len(value)`.
  default long length() {
    throw new WorksheetException("a " + typeName() + " has no length");
  }

  /// The value as an index or a size.
  default long toIndex() {
    throw new WorksheetException("a " + typeName() + " cannot be used as an integer");
  }

  /// `int(value)`: a `Long` or a `BigInteger`.
  default Object toInteger() {
    throw new WorksheetException("int: a " + typeName() + " cannot be made an int");
  }

  /// `float(value)`.
  default double toFloat() {
    throw new WorksheetException("float: a " + typeName() + " cannot be made a float");
  }

  /// `str(value)`, and what `print` and `{value}` show.
  default String text() {
    return repr();
  }

  /// `f"{value:specification}"`; also `f"{value}"`, with an empty specification.
  default String format(String specification) {
    if (specification.isEmpty()) {
      return text();
    }
    throw new WorksheetException(
        "a " + typeName() + " has no format '" + specification + "'; format a number of it");
  }

  /// True if `isinstance(value, type)` holds for a type of the library that this value is from.
  default boolean isInstanceOf(String type) {
    return typeName().equals(type);
  }

  /// True if calling the method changes this value, as PyTorch's methods do whose names end in one
  /// underscore.
  default boolean writes(String method) {
    return method.endsWith("_") && !method.endsWith("__");
  }
}
