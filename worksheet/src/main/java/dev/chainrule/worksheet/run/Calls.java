package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.builtin.Attributes;
import dev.chainrule.worksheet.syntax.Expression;
import dev.chainrule.worksheet.syntax.Expression.Argument;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.Iterating;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calls functions and methods.
final class Calls {
  private final RunState run;
  private final Expressions expressions;
  private final Failures failures;

  Calls(RunState run, Expressions expressions, Failures failures) {
    this.run = run;
    this.expressions = expressions;
    this.failures = failures;
  }

  Object call(Expression.Call call, Scope scope) {
    return call(call, expressions.evaluate(call.callee(), scope), scope);
  }

  /// Calls a method of a value that has been computed already.
  Object callMethod(
      Expression.Call call, Expression.Attribute method, Object receiver, Scope scope) {
    try {
      return call(call, Attributes.get(run, receiver, method.name()), scope);
    } catch (RuntimeException e) {
      throw failures.at(call.position(), e);
    }
  }

  private Object call(Expression.Call call, Object callee, Scope scope) {
    if (!(callee instanceof Callable callable)) {
      throw new WorksheetException(
          Describe.value(callee) + " cannot be called; only functions can");
    }
    Arguments arguments = arguments(call.arguments(), scope);
    try {
      return callable.call(arguments);
    } catch (RuntimeException e) {
      throw failures.at(call.position(), e);
    }
  }

  private Arguments arguments(List<Argument> given, Scope scope) {
    List<Object> positional = new ArrayList<>(given.size());
    Map<String, Object> named = Map.of();
    for (Argument argument : given) {
      Object value = expressions.evaluate(argument.value(), scope);
      if (argument.form() == Argument.Form.PLAIN) {
        positional.add(value);
      } else if (argument.form() == Argument.Form.SPREAD) {
        positional.addAll(Iterating.toList(run, value));
      } else {
        named = named.isEmpty() ? new LinkedHashMap<>() : named;
        addNamed(argument, value, named);
      }
    }
    return new Arguments(run, positional, named);
  }

  private static void addNamed(Argument argument, Object value, Map<String, Object> named) {
    String name = argument.name();
    if (name != null) {
      put(named, name, value);
      return;
    }
    if (!(value instanceof DictValue dict)) {
      throw new WorksheetException("'**' spreads a dictionary, not " + Describe.value(value));
    }
    List<Object> values = dict.values();
    int i = 0;
    for (Object key : dict.keys()) {
      if (!(key instanceof String text)) {
        throw new WorksheetException(
            "the names of arguments are strings, not " + Describe.value(key));
      }
      put(named, text, values.get(i++));
    }
  }

  private static void put(Map<String, Object> named, String name, Object value) {
    if (named.put(name, value) != null) {
      throw new WorksheetException("the argument '" + name + "' is given twice");
    }
  }
}
