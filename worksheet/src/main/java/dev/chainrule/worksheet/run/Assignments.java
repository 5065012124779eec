package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.builtin.Attributes;
import dev.chainrule.worksheet.syntax.Expression;
import dev.chainrule.worksheet.syntax.Statement;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.Indexing;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.Operators;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Puts values into names, attributes and places of containers.
final class Assignments {
  private final RunState run;
  private final Tracer tracer;
  private final Expressions expressions;
  private final Failures failures;

  Assignments(RunState run, Tracer tracer, Expressions expressions, Failures failures) {
    this.run = run;
    this.tracer = tracer;
    this.expressions = expressions;
    this.failures = failures;
  }

  /// `a = b = value`. In `a, b = f(x), g(y)` each name has read only what its own part did.
  void run(Statement.Assign statement, Scope scope) {
    Expression only = statement.targets().get(0);
    boolean isParallel =
        statement.targets().size() == 1
            && only instanceof Expression.TupleDisplay
            && statement.value() instanceof Expression.TupleDisplay;
    if (isParallel
        && only instanceof Expression.TupleDisplay targets
        && statement.value() instanceof Expression.TupleDisplay values
        && areMatched(targets.elements(), values.elements())) {
      parallel(targets.elements(), values.elements(), scope);
      return;
    }
    Object value = expressions.evaluate(statement.value(), scope);
    for (Expression target : statement.targets()) {
      assign(target, value, scope);
    }
  }

  private static boolean areMatched(List<Expression> targets, List<Expression> values) {
    return targets.size() == values.size()
        && targets.stream().noneMatch(Expression.Starred.class::isInstance)
        && values.stream().noneMatch(Expression.Starred.class::isInstance);
  }

  private void parallel(List<Expression> targets, List<Expression> values, Scope scope) {
    List<Object> computed = new ArrayList<>(values.size());
    List<Set<String>> reads = new ArrayList<>(values.size());
    Set<String> before = new LinkedHashSet<>(tracer.reads());
    for (Expression value : values) {
      restart(scope, before);
      computed.add(expressions.evaluate(value, scope));
      reads.add(tracer.reads());
    }
    for (int i = 0; i < values.size(); i++) {
      restart(scope, reads.get(i));
      assign(targets.get(i), computed.get(i), scope);
    }
  }

  /// Only at the top level are a statement's names steps; in a function, reads gather for the
  /// statement that called it.
  private void restart(Scope scope, Set<String> reads) {
    if (scope.isTopLevel()) {
      tracer.begin(reads);
    }
  }

  /// Puts one value into a target, which may take it apart.
  void assign(Expression target, Object value, Scope scope) {
    switch (target) {
      case Expression.Name name -> bind(name.name(), value, scope);
      case Expression.TupleDisplay tuple -> unpack(tuple.elements(), value, target, scope);
      case Expression.ListDisplay list -> unpack(list.elements(), value, target, scope);
      default -> {
        try {
          place(target, value, scope);
        } catch (RuntimeException e) {
          throw failures.at(target.position(), e);
        }
      }
    }
  }

  private void place(Expression target, Object value, Scope scope) {
    switch (target) {
      case Expression.Attribute attribute -> {
        Object owner = expressions.evaluate(attribute.owner(), scope);
        Attributes.set(owner, attribute.name(), value);
        written(attribute.owner(), owner, scope);
      }
      case Expression.Subscript subscript -> {
        Object owner = expressions.evaluate(subscript.owner(), scope);
        Indexing.set(run, owner, expressions.evaluate(subscript.index(), scope), value);
        written(subscript.owner(), owner, scope);
      }
      default -> throw new IllegalStateException("the parser lets no such target pass");
    }
  }

  /// Binds a name in the scope that owns it.
  void bind(String name, Object value, Scope scope) {
    Scope owner = scope.target(name);
    owner.values().put(name, value);
    if (owner.isTopLevel()) {
      tracer.bound(name, value);
    }
  }

  private void unpack(List<Expression> targets, Object value, Expression target, Scope scope) {
    List<Object> parts;
    try {
      parts = Iterating.toList(run, value);
    } catch (RuntimeException e) {
      throw failures.at(target.position(), e);
    }
    int star = -1;
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i) instanceof Expression.Starred) {
        star = i;
      }
    }
    boolean fits = star < 0 ? parts.size() == targets.size() : parts.size() >= targets.size() - 1;
    if (!fits) {
      String needed = (star < 0 ? "" : "at least ") + (targets.size() - (star < 0 ? 0 : 1));
      throw failures.at(
          target.position(),
          new WorksheetException(
              "unpacking: "
                  + needed
                  + " values are needed, but there are "
                  + parts.size()
                  + " in "
                  + Describe.withArticle(Describe.type(value))));
    }
    for (int i = 0; i < targets.size(); i++) {
      int surplus = parts.size() - targets.size();
      if (targets.get(i) instanceof Expression.Starred starred) {
        List<Object> rest = parts.subList(i, i + surplus + 1);
        assign(starred.value(), new ListValue(run, rest), scope);
      } else {
        assign(targets.get(i), parts.get(star >= 0 && i > star ? i + surplus : i), scope);
      }
    }
  }

  /// `target operator= value`: the target is read, then the value computed, then the target
  /// written.
  void update(Statement.AugmentedAssign statement, Scope scope) {
    try {
      switch (statement.target()) {
        case Expression.Name name -> updateName(name, statement, scope);
        case Expression.Attribute attribute -> updateAttribute(attribute, statement, scope);
        case Expression.Subscript subscript -> updateSubscript(subscript, statement, scope);
        default -> throw new IllegalStateException("the parser lets no such target pass");
      }
    } catch (RuntimeException e) {
      throw failures.at(statement.position(), e);
    }
  }

  private void updateName(Expression.Name name, Statement.AugmentedAssign statement, Scope scope) {
    Object before = expressions.evaluate(name, scope);
    Object after = combine(statement, before, scope);
    bind(name.name(), after, scope);
    if (after == before) {
      tracer.written(after, scope.target(name.name()).isTopLevel() ? name.name() : "");
    }
  }

  private void updateAttribute(
      Expression.Attribute attribute, Statement.AugmentedAssign statement, Scope scope) {
    Object owner = expressions.evaluate(attribute.owner(), scope);
    Object before = Attributes.get(run, owner, attribute.name());
    Object after = combine(statement, before, scope);
    Attributes.set(owner, attribute.name(), after);
    writtenPart(attribute.owner(), owner, before, after, scope);
  }

  private void updateSubscript(
      Expression.Subscript subscript, Statement.AugmentedAssign statement, Scope scope) {
    Object owner = expressions.evaluate(subscript.owner(), scope);
    Object index = expressions.evaluate(subscript.index(), scope);
    Object before = Indexing.get(run, owner, index);
    Object after = combine(statement, before, scope);
    Indexing.set(run, owner, index, after);
    writtenPart(subscript.owner(), owner, before, after, scope);
  }

  private Object combine(Statement.AugmentedAssign statement, Object before, Scope scope) {
    BinaryOperator operator = statement.operator();
    Object value = expressions.evaluate(statement.value(), scope);
    return Operators.inPlace(run, operator, before, value);
  }

  private void writtenPart(
      Expression ownerExpression, Object owner, Object before, Object after, Scope scope) {
    written(ownerExpression, owner, scope);
    if (after == before && after != owner) {
      tracer.written(after, "");
    }
  }

  /// Tells that a value was changed: the value itself, and what it is a part or a view of.
  void written(Expression expression, Object value, Scope scope) {
    tracer.written(value, "");
    Expression root = expression;
    while (!(root instanceof Expression.Name)) {
      switch (root) {
        case Expression.Attribute attribute -> root = attribute.owner();
        case Expression.Subscript subscript -> root = subscript.owner();
        case Expression.Call call -> root = call.callee();
        default -> {
          return;
        }
      }
    }
    Object rootValue = expressions.evaluate(root, scope);
    if (rootValue != value) {
      tracer.written(rootValue, "");
    }
  }
}
