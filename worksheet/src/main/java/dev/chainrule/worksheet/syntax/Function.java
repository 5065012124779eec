package dev.chainrule.worksheet.syntax;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `def` or a `lambda`.
///
/// @param name `<lambda>` for a lambda
/// @param body of a lambda: one {@link Statement.Return}
/// @param locals the names that belong to a call: parameters and everything the body binds
/// @param globals the names that the body declares `global`
/// @param nonlocals the names that the body declares `nonlocal`
public record Function(
    String name,
    List<Parameter> parameters,
    List<Statement> body,
    Set<String> locals,
    Set<String> globals,
    Set<String> nonlocals,
    Position position) {

  /// A parameter of a function.
  public record Parameter(
      String name, Kind kind, @Nullable Expression defaultValue, Position position) {
    /// How a parameter takes its value.
    public enum Kind {
      POSITIONAL_ONLY,
      PLAIN,
      REST,
      KEYWORD_ONLY,
      NAMED_REST
    }
  }
}
