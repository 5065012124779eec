package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.Expression;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds what names stand for.
final class Names {
  private final Map<String, Object> builtins;
  private final Tracer tracer;

  Names(Map<String, Object> builtins, Tracer tracer) {
    this.builtins = builtins;
    this.tracer = tracer;
  }

  /// The value of a name, seen from a scope: its own names, then those of the scopes around it,
  /// then the built-in ones.
  Object get(Expression.Name expression, Scope from) {
    String name = expression.name();
    Scope scope = from;
    while (scope != null) {
      Object value = scope.values().get(name);
      if (value != null) {
        if (scope.isTopLevel()) {
          tracer.read(name, value);
        }
        return value;
      }
      if (scope.isLocal(name)) {
        throw at(expression, "'" + name + "' is used before it has a value in this function");
      }
      scope = scope.seesGlobal(name) ? scope.topLevel() : scope.outer();
    }
    Object builtin = builtins.get(name);
    if (builtin == null) {
      throw unknown(expression, from);
    }
    return builtin;
  }

  private WorksheetException unknown(Expression.Name expression, Scope from) {
    String name = expression.name();
    String forbidden = forbidden(name);
    if (forbidden != null) {
      return at(expression, "'" + name + "' is not part of worksheets: " + forbidden);
    }
    Set<String> candidates = new TreeSet<>(builtins.keySet());
    from.collectNames(candidates);
    String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    return at(expression, "unknown name '" + shown + "'" + Nearest.hint(name, candidates));
  }

  private static @Nullable String forbidden(String name) {
    return switch (name) {
      case "open", "input", "breakpoint", "exit", "quit", "help" ->
          "nothing in a worksheet reaches files, processes, the network or the keyboard";
      case "eval", "exec", "compile", "__import__" -> "a worksheet cannot make code while it runs";
      case "getattr", "setattr", "hasattr", "delattr", "vars", "dir", "globals", "locals" ->
          "write the name itself";
      case "complex" -> "there are no complex numbers";
      case "bytes", "bytearray", "memoryview" -> "there are no byte strings";
      case "object", "super", "property", "staticmethod", "classmethod" -> "there are no classes";
      default -> null;
    };
  }

  private static WorksheetException at(Expression.Name expression, String sentence) {
    return new WorksheetException(
        sentence, expression.position().line(), expression.position().column());
  }
}
