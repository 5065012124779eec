package dev.chainrule.nn.optim;

import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.expr.Formula;
import dev.chainrule.expr.Symbols;
import java.util.ArrayList;
import java.util.List;

/// Reads a rule as text, with names for its settings.
final class Formulas implements Cells<Expr> {
  private final List<String> names = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private Formulas() {}

  static String of(UpdateRule rule) {
    Formulas formulas = new Formulas();
    rule.update(Symbols.INSTANCE, formulas);
    return String.join("\n", formulas.lines);
  }

  @Override
  public Expr get(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
    return Variable.x(names.indexOf(name));
  }

  @Override
  public void set(String name, Expr value) {
    lines.add(name + " ← " + Formula.text(value, variable -> names.get(variable.input())));
  }

  @Override
  public Expr fixed(String name, double value) {
    return get(name);
  }
}
