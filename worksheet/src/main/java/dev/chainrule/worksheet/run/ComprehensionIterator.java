package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.syntax.Expression;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.Truth;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The values of a comprehension, computed as they are asked for: its `for`s are a stack of
/// iterators, the last of which moves fastest. Of a dictionary, a value is a pair.
final class ComprehensionIterator implements Iterator<Object> {
  private final RunState run;
  private final Expressions expressions;
  private final Statements statements;
  private final Expression.Comprehension comprehension;
  private final Scope scope;
  private final List<Iterator<Object>> open = new ArrayList<>();
  private @Nullable Object next;

  ComprehensionIterator(
      RunState run,
      Expressions expressions,
      Statements statements,
      Expression.Comprehension comprehension,
      Scope scope,
      Iterator<Object> outermost) {
    this.run = run;
    this.expressions = expressions;
    this.statements = statements;
    this.comprehension = comprehension;
    this.scope = scope;
    open.add(outermost);
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = advance();
    }
    return next != null;
  }

  @Override
  public Object next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Object value = next;
    next = null;
    return value;
  }

  private @Nullable Object advance() {
    List<Expression.Clause> clauses = comprehension.clauses();
    while (!open.isEmpty()) {
      int level = open.size() - 1;
      if (!open.get(level).hasNext()) {
        open.remove(level);
      } else {
        Expression.Clause clause = clauses.get(level);
        statements.assignments().assign(clause.target(), open.get(level).next(), scope);
        if (holds(clause.conditions())) {
          if (level == clauses.size() - 1) {
            return element();
          }
          Expression inner = clauses.get(level + 1).iterable();
          open.add(Iterating.over(run, expressions.evaluate(inner, scope)));
        }
      }
    }
    return null;
  }

  private boolean holds(List<Expression> conditions) {
    for (Expression condition : conditions) {
      if (!Truth.of(run, expressions.evaluate(condition, scope))) {
        return false;
      }
    }
    return true;
  }

  private Object element() {
    Object element = expressions.evaluate(comprehension.element(), scope);
    Expression value = comprehension.value();
    return value == null
        ? element
        : new TupleValue(run, List.of(element, expressions.evaluate(value, scope)));
  }
}
