package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.Expression;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.IteratorValue;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.SetValue;
import dev.chainrule.worksheet.value.Sets;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Makes lists, tuples, sets and dictionaries of what is written between their brackets.
final class Displays {
  private final RunState run;
  private final Expressions expressions;
  private final Statements statements;

  Displays(RunState run, Expressions expressions, Statements statements) {
    this.run = run;
    this.expressions = expressions;
    this.statements = statements;
  }

  Object tuple(Expression.TupleDisplay display, Scope scope) {
    return new TupleValue(run, values(display.elements(), scope));
  }

  Object list(Expression.ListDisplay display, Scope scope) {
    return new ListValue(run, values(display.elements(), scope));
  }

  private List<Object> values(List<Expression> elements, Scope scope) {
    List<Object> values = new ArrayList<>(elements.size());
    for (Expression element : elements) {
      if (element instanceof Expression.Starred starred) {
        values.addAll(Iterating.toList(run, expressions.evaluate(starred.value(), scope)));
      } else {
        values.add(expressions.evaluate(element, scope));
      }
    }
    return values;
  }

  Object set(Expression.SetDisplay display, Scope scope) {
    List<Object> values = values(display.elements(), scope);
    boolean areConstants = display.elements().stream().allMatch(Displays::isConstant);
    return areConstants ? Sets.ofConstants(run, values) : Sets.of(run, values);
  }

  private static boolean isConstant(Expression expression) {
    return expression instanceof Expression.Literal
        || (expression instanceof Expression.Unary unary
            && unary.operand() instanceof Expression.Literal);
  }

  Object dict(Expression.DictDisplay display, Scope scope) {
    DictValue dict = new DictValue(run);
    for (Expression.Entry entry : display.entries()) {
      Expression key = entry.key();
      if (key == null) {
        putAll(dict, expressions.evaluate(entry.value(), scope));
      } else {
        Object keyValue = expressions.evaluate(key, scope);
        dict.put(keyValue, expressions.evaluate(entry.value(), scope));
      }
    }
    return dict;
  }

  private static void putAll(DictValue dict, Object given) {
    if (!(given instanceof DictValue other)) {
      throw new WorksheetException("'**' spreads a dictionary, not " + Describe.value(given));
    }
    for (Object key : other.keys()) {
      Object value = other.get(key);
      if (value != null) {
        dict.put(key, value);
      }
    }
  }

  Object comprehension(Expression.Comprehension comprehension, Scope scope) {
    Scope inner = scope.ofComprehension();
    Object first = expressions.evaluate(comprehension.clauses().get(0).iterable(), scope);
    Iterator<Object> values =
        new ComprehensionIterator(
            run, expressions, statements, comprehension, inner, Iterating.over(run, first));
    return switch (comprehension.kind()) {
      case GENERATOR -> new IteratorValue("generator", values);
      case LIST -> {
        ListValue list = new ListValue(run);
        values.forEachRemaining(list::add);
        yield list;
      }
      case SET -> {
        SetValue set = new SetValue(run);
        values.forEachRemaining(set::add);
        yield set;
      }
      case DICT -> {
        DictValue dict = new DictValue(run);
        values.forEachRemaining(
            entry -> {
              List<Object> pair = ((TupleValue) entry).items();
              dict.put(pair.get(0), pair.get(1));
            });
        yield dict;
      }
    };
  }
}
