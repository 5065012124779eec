package dev.chainrule.lab.api;

import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Rule;
import dev.chainrule.op.Example;
import dev.chainrule.op.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where operations are used that only derivatives use: found in the rules of the others.
final class Within {
  private Within() {}

  /// The shortest way from an operation to one that has a worksheet: it appears in a gradient of
  /// the first, that in a gradient of the next. Empty where it has one itself, or there is no way.
  ///
  /// @param all the operations by name
  /// @param shown the names of those with a worksheet
  static List<String> gradients(Operation operation, Map<String, Example> all, Set<String> shown) {
    ArrayDeque<List<String>> open = new ArrayDeque<>(List.of(List.of()));
    Set<String> seen = new HashSet<>(Set.of(operation.name()));
    while (!open.isEmpty()) {
      List<String> way = open.poll();
      String last = way.isEmpty() ? operation.name() : way.getLast();
      if (shown.contains(last)) {
        return way;
      }
      for (Example user : all.values()) {
        String name = user.operation().name();
        if (uses(user, last) && seen.add(name)) {
          List<String> longer = new ArrayList<>(way);
          longer.add(name);
          open.add(longer);
        }
      }
    }
    return List.of();
  }

  /// Whether a gradient of an operation is computed with another.
  private static boolean uses(Example example, String name) {
    int arity = example.inputs().size();
    for (int i = 0; i < arity; i++) {
      if (Operations.isDifferentiable(example, i)
          && uses(Rule.of(example.operation(), i, arity).gradInput(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean uses(Expr expression, String name) {
    return expression instanceof Apply apply
        && (apply.operation().name().equals(name)
            || apply.inputs().stream().anyMatch(input -> uses(input, name)));
  }
}
