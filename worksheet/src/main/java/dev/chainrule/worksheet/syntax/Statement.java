package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.value.BinaryOperator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is done.
public sealed interface Statement {
  /// Where the statement begins.
  Position position();

  /// An expression whose value is dropped, such as `loss.backward()`.
  record Evaluate(Expression value, Position position) implements Statement {}

  /// `a = b = value`: each target gets the value, from left to right.
  record Assign(List<Expression> targets, Expression value, Position position)
      implements Statement {}

  /// `target += value`.
  record AugmentedAssign(
      Expression target, BinaryOperator operator, Expression value, Position position)
      implements Statement {}

  /// `if`, any number of `elif`, and perhaps `else`.
  record If(List<Branch> branches, List<Statement> otherwise, Position position)
      implements Statement {}

  /// A condition and what is done when it holds.
  record Branch(Expression condition, List<Statement> body) {}

  /// `while`; `otherwise` runs when the loop ends without `break`.
  record While(
      Expression condition, List<Statement> body, List<Statement> otherwise, Position position)
      implements Statement {}

  /// `for`; `otherwise` runs when the loop ends without `break`.
  record For(
      Expression target,
      Expression iterable,
      List<Statement> body,
      List<Statement> otherwise,
      Position position)
      implements Statement {}

  /// `with a as b, c:`.
  record With(List<Context> contexts, List<Statement> body, Position position)
      implements Statement {}

  /// One context of a `with`.
  record Context(Expression value, @Nullable Expression target) {}

  /// `def`, with its decorators from top to bottom.
  record Define(Function function, List<Expression> decorators, Position position)
      implements Statement {}

  /// `return value`.
  record Return(@Nullable Expression value, Position position) implements Statement {}

  /// `assert condition, message`.
  record Assert(Expression condition, @Nullable Expression message, Position position)
      implements Statement {}

  /// `del target, target`.
  record Delete(List<Expression> targets, Position position) implements Statement {}

  /// `import a.b as c`.
  record Import(List<Module> modules, Position position) implements Statement {}

  /// A module that is imported; without an alias, its first part is the name that is bound.
  record Module(String path, @Nullable String alias, Position position) {}

  /// `from a.b import c as d`.
  record ImportFrom(String path, List<Imported> names, Position position) implements Statement {}

  /// A name that is imported from a module.
  record Imported(String name, String alias, Position position) {}

  /// `pass`, and everything that only matters while parsing: `global`, `nonlocal`, annotations.
  record Pass(Position position) implements Statement {}

  /// `break`.
  record Break(Position position) implements Statement {}

  /// `continue`.
  record Continue(Position position) implements Statement {}
}
