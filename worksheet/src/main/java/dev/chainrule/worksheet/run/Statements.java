package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.builtin.Attributes;
import dev.chainrule.worksheet.syntax.Expression;
import dev.chainrule.worksheet.syntax.Statement;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.ContextValue;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.Indexing;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.Repr;
import dev.chainrule.worksheet.value.Truth;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Runs statements.
final class Statements {
  private final RunState run;
  private final Tracer tracer;
  private final Imports imports;
  private final Failures failures;
  private final Expressions expressions;
  private final Assignments assignments;

  Statements(RunState run, Tracer tracer, Names names, Imports imports, Failures failures) {
    this.run = run;
    this.tracer = tracer;
    this.imports = imports;
    this.failures = failures;
    this.expressions = new Expressions(run, names, failures, this);
    this.assignments = new Assignments(run, tracer, expressions, failures);
  }

  Assignments assignments() {
    return assignments;
  }

  /// Runs statements one after the other, until one of them ends the sequence.
  Completion run(List<Statement> statements, Scope scope) {
    for (Statement statement : statements) {
      Completion completion = run(statement, scope);
      if (completion != Completion.NORMAL) {
        return completion;
      }
    }
    return Completion.NORMAL;
  }

  private Completion run(Statement statement, Scope scope) {
    try {
      begin(statement, scope);
      return dispatch(statement, scope);
    } catch (RuntimeException e) {
      throw failures.at(statement.position(), e);
    }
  }

  private Completion dispatch(Statement statement, Scope scope) {
    switch (statement) {
      case Statement.Assign assign -> assignments.run(assign, scope);
      case Statement.AugmentedAssign update -> assignments.update(update, scope);
      case Statement.Evaluate evaluate -> evaluate(evaluate.value(), scope);
      case Statement.If branches -> {
        return branch(branches, scope);
      }
      case Statement.For loop -> {
        return loop(loop, scope);
      }
      case Statement.While loop -> {
        return loop(loop, scope);
      }
      case Statement.With with -> {
        return with(with.contexts(), with.body(), scope);
      }
      case Statement.Return returned -> {
        Expression value = returned.value();
        if (value != null) {
          scope.setReturned(expressions.evaluate(value, scope));
        }
        return Completion.RETURN;
      }
      case Statement.Break jump -> {
        return Completion.BREAK;
      }
      case Statement.Continue jump -> {
        return Completion.CONTINUE;
      }
      case Statement.Assert assertion -> check(assertion, scope);
      case Statement.Define definition -> define(definition, scope);
      case Statement.Delete deletion -> delete(deletion, scope);
      case Statement.Import imported -> importModules(imported, scope);
      case Statement.ImportFrom imported -> importNames(imported, scope);
      case Statement.Pass nothing -> {}
    }
    return Completion.NORMAL;
  }

  private void begin(Statement statement, Scope scope) {
    run.beginStatement(statement.position().line());
    if (scope.isTopLevel()) {
      tracer.begin();
    }
  }

  /// An expression as a statement. A method that changes what it is called on counts as writing it.
  private void evaluate(Expression expression, Scope scope) {
    boolean isMethod =
        expression instanceof Expression.Call call && call.callee() instanceof Expression.Attribute;
    if (isMethod
        && expression instanceof Expression.Call call
        && call.callee() instanceof Expression.Attribute method) {
      Object receiver = expressions.evaluate(method.owner(), scope);
      expressions.calls().callMethod(call, method, receiver, scope);
      if (Attributes.writes(receiver, method.name())) {
        assignments.written(method.owner(), receiver, scope);
      }
    } else {
      expressions.evaluate(expression, scope);
    }
  }

  private boolean holds(Expression condition, Scope scope) {
    try {
      return Truth.of(run, expressions.evaluate(condition, scope));
    } catch (RuntimeException e) {
      throw failures.at(condition.position(), e);
    }
  }

  private Completion branch(Statement.If statement, Scope scope) {
    for (Statement.Branch branch : statement.branches()) {
      if (holds(branch.condition(), scope)) {
        return run(branch.body(), scope);
      }
    }
    return run(statement.otherwise(), scope);
  }

  private Completion loop(Statement.While loop, Scope scope) {
    while (holds(loop.condition(), scope)) {
      Completion completion = run(loop.body(), scope);
      if (completion == Completion.BREAK) {
        return Completion.NORMAL;
      }
      if (completion == Completion.RETURN) {
        return completion;
      }
      begin(loop, scope);
    }
    return run(loop.otherwise(), scope);
  }

  private Completion loop(Statement.For loop, Scope scope) {
    Iterator<Object> items = items(loop.iterable(), scope);
    Set<String> reads = new LinkedHashSet<>(tracer.reads());
    while (items.hasNext()) {
      if (scope.isTopLevel()) {
        tracer.begin(reads);
      }
      assignments.assign(loop.target(), items.next(), scope);
      Completion completion = run(loop.body(), scope);
      if (completion == Completion.BREAK) {
        return Completion.NORMAL;
      }
      if (completion == Completion.RETURN) {
        return completion;
      }
      begin(loop, scope);
    }
    return run(loop.otherwise(), scope);
  }

  private Iterator<Object> items(Expression iterable, Scope scope) {
    Object value = expressions.evaluate(iterable, scope);
    try {
      return Iterating.over(run, value);
    } catch (RuntimeException e) {
      throw failures.at(iterable.position(), e);
    }
  }

  private Completion with(List<Statement.Context> contexts, List<Statement> body, Scope scope) {
    if (contexts.isEmpty()) {
      return run(body, scope);
    }
    Statement.Context first = contexts.get(0);
    Object value = expressions.evaluate(first.value(), scope);
    if (!(value instanceof ContextValue context)) {
      throw failures.at(
          first.value().position(),
          new WorksheetException(
              Describe.value(value) + " cannot stand after 'with'; torch.no_grad() can"));
    }
    Expression target = first.target();
    if (target != null) {
      assignments.assign(target, context.entered(), scope);
    }
    return context.around(() -> with(contexts.subList(1, contexts.size()), body, scope));
  }

  private void check(Statement.Assert assertion, Scope scope) {
    if (holds(assertion.condition(), scope)) {
      return;
    }
    Expression message = assertion.message();
    String text = message == null ? "" : Repr.text(run, expressions.evaluate(message, scope));
    String sentence = text.isEmpty() ? "the assertion does not hold" : "assertion: " + text;
    throw failures.at(assertion.position(), new WorksheetException(sentence));
  }

  private void define(Statement.Define definition, Scope scope) {
    Object value = expressions.function(definition.function(), scope);
    List<Expression> decorators = definition.decorators();
    for (int i = decorators.size() - 1; i >= 0; i--) {
      Object decorator = expressions.evaluate(decorators.get(i), scope);
      try {
        value = decorated(decorator, value);
      } catch (RuntimeException e) {
        throw failures.at(decorators.get(i).position(), e);
      }
    }
    assignments.bind(definition.function().name(), value, scope);
  }

  private Object decorated(Object decorator, Object value) {
    if (decorator instanceof ContextValue context && value instanceof Callable function) {
      return new ContextFunction(context, function);
    }
    if (decorator instanceof Callable callable) {
      return callable.call(Arguments.of(run, value));
    }
    throw new WorksheetException(Describe.value(decorator) + " cannot decorate a function");
  }

  private void delete(Statement.Delete deletion, Scope scope) {
    for (Expression target : deletion.targets()) {
      if (target instanceof Expression.Name name) {
        expressions.evaluate(name, scope);
        scope.target(name.name()).values().remove(name.name());
      } else if (target instanceof Expression.Subscript subscript) {
        Object owner = expressions.evaluate(subscript.owner(), scope);
        Object index = expressions.evaluate(subscript.index(), scope);
        try {
          Indexing.delete(run, owner, index);
        } catch (RuntimeException e) {
          throw failures.at(subscript.position(), e);
        }
        assignments.written(subscript.owner(), owner, scope);
      }
    }
  }

  private void importModules(Statement.Import statement, Scope scope) {
    for (Statement.Module module : statement.modules()) {
      try {
        String alias = module.alias();
        if (alias == null) {
          String name = module.path().split("\\.", 2)[0];
          scope.target(name).values().put(name, imports.root(module.path()));
        } else {
          scope.target(alias).values().put(alias, imports.module(module.path()));
        }
      } catch (RuntimeException e) {
        throw failures.at(module.position(), e);
      }
    }
  }

  private void importNames(Statement.ImportFrom statement, Scope scope) {
    for (Statement.Imported imported : statement.names()) {
      try {
        Object value = imports.module(statement.path()).get(imported.name());
        scope.target(imported.alias()).values().put(imported.alias(), value);
      } catch (RuntimeException e) {
        throw failures.at(imported.position(), e);
      }
    }
  }
}
