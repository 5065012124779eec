package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The names that the body of one function binds or declares. Python decides by reading the whole
/// body whether a name is local: a name that is bound anywhere in it is local everywhere in it.
final class LocalNames {
  private final Set<String> assigned = new HashSet<>();
  private final Set<String> globals = new HashSet<>();
  private final Set<String> nonlocals = new HashSet<>();

  Set<String> assigned() {
    return assigned;
  }

  Set<String> globals() {
    return globals;
  }

  Set<String> nonlocals() {
    return nonlocals;
  }

  Set<String> declaredElsewhere() {
    Set<String> all = new HashSet<>(globals);
    all.addAll(nonlocals);
    return all;
  }

  void declareGlobal(String name, Position position) {
    requireUnbound(name, position);
    globals.add(name);
  }

  void declareNonlocal(String name, Position position) {
    requireUnbound(name, position);
    nonlocals.add(name);
  }

  private void requireUnbound(String name, Position position) {
    if (assigned.contains(name)) {
      throw new WorksheetException(
          "'" + name + "' is bound before it is declared", position.line(), position.column());
    }
  }

  void bind(String name) {
    assigned.add(name);
  }

  /// Notes the names that an assignment to the target binds.
  void bind(Expression target) {
    switch (target) {
      case Expression.Name name -> bind(name.name());
      case Expression.Starred starred -> bind(starred.value());
      case Expression.TupleDisplay tuple -> bindAll(tuple.elements());
      case Expression.ListDisplay list -> bindAll(list.elements());
      default -> {}
    }
  }

  private void bindAll(List<Expression> targets) {
    for (Expression target : targets) {
      bind(target);
    }
  }
}
