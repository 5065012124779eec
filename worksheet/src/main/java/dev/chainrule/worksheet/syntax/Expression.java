package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.Comparison;
import dev.chainrule.worksheet.value.UnaryOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that has a value.
///
/// Chains such as `a + b + c` lean to the left and may be thousands of links long: walk down {@link
/// Binary#left}, {@link Call#callee}, {@link Attribute#owner} and {@link Subscript#owner} in a
/// loop. Every other nesting is bounded by the parser.
public sealed interface Expression {
  /// Where an error about this expression points: for an operator, the operator; for a call or an
  /// attribute, the name.
  Position position();

  /// A number, a string, `True`, `False`, `None` or `...`, as the value it has when it runs.
  record Literal(Object value, Position position) implements Expression {}

  /// An f-string.
  record FormattedString(List<StringPart> parts, Position position) implements Expression {}

  /// A variable.
  record Name(String name, Position position) implements Expression {}

  /// `left + right`.
  record Binary(BinaryOperator operator, Expression left, Expression right, Position position)
      implements Expression {}

  /// `-operand`.
  record Unary(UnaryOperator operator, Expression operand, Position position)
      implements Expression {}

  /// `not operand`.
  record Not(Expression operand, Position position) implements Expression {}

  /// `a and b and c` or `a or b or c`.
  record Logical(boolean isAnd, List<Expression> operands, Position position)
      implements Expression {}

  /// `first < b <= c`.
  record Compare(Expression first, List<Link> links, Position position) implements Expression {}

  /// One link of a chain of comparisons.
  record Link(Comparison comparison, Expression operand, Position position) {}

  /// `then if condition else otherwise`.
  record Conditional(Expression condition, Expression then, Expression otherwise, Position position)
      implements Expression {}

  /// `lambda x: x + 1`.
  record Lambda(Function function, Position position) implements Expression {}

  /// `owner.name`.
  record Attribute(Expression owner, String name, Position position) implements Expression {}

  /// `callee(arguments)`.
  record Call(Expression callee, List<Argument> arguments, Position position)
      implements Expression {}

  /// One argument of a call; `name` is there when it was given as `name=value`.
  record Argument(Form form, @Nullable String name, Expression value, Position position) {
    /// How an argument is given.
    public enum Form {
      PLAIN,
      NAMED,
      SPREAD,
      SPREAD_NAMED
    }
  }

  /// `owner[index]`; several indices are a {@link TupleDisplay}.
  record Subscript(Expression owner, Expression index, Position position) implements Expression {}

  /// `start:stop:step` between square brackets.
  record Slice(
      @Nullable Expression start,
      @Nullable Expression stop,
      @Nullable Expression step,
      Position position)
      implements Expression {}

  /// `a, b`.
  record TupleDisplay(List<Expression> elements, Position position) implements Expression {}

  /// `[a, b]`.
  record ListDisplay(List<Expression> elements, Position position) implements Expression {}

  /// `{a, b}`.
  record SetDisplay(List<Expression> elements, Position position) implements Expression {}

  /// `{a: b, **c}`.
  record DictDisplay(List<Entry> entries, Position position) implements Expression {}

  /// One entry of a dictionary; without a key it is `**value`.
  record Entry(@Nullable Expression key, Expression value) {}

  /// `*value` in a display, a call or a target.
  record Starred(Expression value, Position position) implements Expression {}

  /// A comprehension or a generator expression; `value` is there for a dictionary only.
  record Comprehension(
      Kind kind,
      Expression element,
      @Nullable Expression value,
      List<Clause> clauses,
      Position position)
      implements Expression {
    /// What is made.
    public enum Kind {
      LIST,
      SET,
      DICT,
      GENERATOR
    }
  }

  /// `for target in iterable if condition if …`.
  record Clause(Expression target, Expression iterable, List<Expression> conditions) {}
}
