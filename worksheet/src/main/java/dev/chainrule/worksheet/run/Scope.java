package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.Function;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names of the top level, of one call of a function, or of one comprehension, with a way to
/// the scope around it.
final class Scope {
  private final @Nullable Scope outer;
  private final @Nullable Function function;
  private final Map<String, Object> values;
  private Object returned = NoneValue.NONE;

  private Scope(@Nullable Scope outer, @Nullable Function function, Map<String, Object> values) {
    this.outer = outer;
    this.function = function;
    this.values = values;
  }

  /// The scope of the top level.
  static Scope ofWorksheet() {
    return new Scope(null, null, new LinkedHashMap<>());
  }

  /// The scope of a call of a function that was defined in this scope.
  Scope ofCall(Function called) {
    return new Scope(this, called, new java.util.HashMap<>());
  }

  /// The scope of a comprehension that stands in this scope.
  Scope ofComprehension() {
    return new Scope(this, null, new java.util.HashMap<>());
  }

  boolean isTopLevel() {
    return outer == null;
  }

  @Nullable Scope outer() {
    return outer;
  }

  /// The names and values of this scope alone.
  Map<String, Object> values() {
    return values;
  }

  /// True if the function's body makes this name its own.
  boolean isLocal(String name) {
    return function != null && function.locals().contains(name);
  }

  /// Where an assignment to the name goes.
  Scope target(String name) {
    if (function == null) {
      return this;
    }
    if (function.globals().contains(name)) {
      return topLevel();
    }
    Scope scope = this;
    if (function.nonlocals().contains(name)) {
      scope = outer == null ? this : outer;
      while (scope.outer != null && !scope.isLocal(name)) {
        scope = scope.outer;
      }
      if (scope.isTopLevel()) {
        throw new WorksheetException(
            "'" + name + "' is nonlocal, but no function around this one binds it");
      }
    }
    return scope;
  }

  /// True if the function declares the name global.
  boolean seesGlobal(String name) {
    return function != null && function.globals().contains(name);
  }

  Scope topLevel() {
    Scope scope = this;
    while (scope.outer != null) {
      scope = scope.outer;
    }
    return scope;
  }

  /// All names that can be seen from here, for suggestions.
  void collectNames(Set<String> names) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      names.addAll(scope.values.keySet());
    }
  }

  /// What `return` gave; `None` before.
  Object returned() {
    return returned;
  }

  void setReturned(Object value) {
    returned = value;
  }
}
