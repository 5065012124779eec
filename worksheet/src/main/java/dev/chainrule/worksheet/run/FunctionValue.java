package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.Function;
import dev.chainrule.worksheet.syntax.Function.Parameter;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function of the worksheet, with the scope that it was defined in and the defaults as they were
/// then.
final class FunctionValue implements Callable {
  private final Function function;
  private final Scope definedIn;
  private final List<@Nullable Object> defaults;
  private final Statements statements;

  FunctionValue(
      Function function, Scope definedIn, List<@Nullable Object> defaults, Statements statements) {
    this.function = function;
    this.definedIn = definedIn;
    this.defaults = defaults;
    this.statements = statements;
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public Object call(Arguments arguments) {
    RunState run = arguments.run();
    Scope scope = definedIn.ofCall(function);
    bind(arguments, scope.values());
    run.budget().enterCall();
    statements.run(function.body(), scope);
    run.budget().leaveCall();
    return scope.returned();
  }

  private void bind(Arguments arguments, Map<String, Object> values) {
    List<Object> given = arguments.positional();
    int next = 0;
    for (Parameter parameter : function.parameters()) {
      switch (parameter.kind()) {
        case POSITIONAL_ONLY, PLAIN -> {
          if (next < given.size()) {
            values.put(parameter.name(), given.get(next++));
          }
        }
        case REST -> {
          List<Object> rest = given.subList(next, given.size());
          values.put(parameter.name(), new TupleValue(arguments.run(), rest));
          next = given.size();
        }
        case NAMED_REST -> values.put(parameter.name(), new DictValue(arguments.run()));
        case KEYWORD_ONLY -> {}
      }
    }
    if (next < given.size()) {
      throw new WorksheetException(name() + ": takes " + arity(next) + ", got " + given.size());
    }
    for (Map.Entry<String, Object> named : arguments.named().entrySet()) {
      bindNamed(named.getKey(), named.getValue(), values);
    }
    if (values.size() < function.parameters().size()) {
      fillDefaults(values);
    }
  }

  private static String arity(int count) {
    return count == 0 ? "no arguments" : count == 1 ? "1 argument" : count + " arguments";
  }

  private void bindNamed(String name, Object value, Map<String, Object> values) {
    for (Parameter parameter : function.parameters()) {
      if (isNameable(parameter) && parameter.name().equals(name)) {
        if (values.put(name, value) != null) {
          throw new WorksheetException(
              name() + ": '" + name + "' is given twice, by position and by name");
        }
        return;
      }
      if (parameter.kind() == Parameter.Kind.NAMED_REST
          && values.get(parameter.name()) instanceof DictValue rest) {
        rest.put(name, value);
        return;
      }
    }
    List<String> accepted =
        function.parameters().stream()
            .filter(FunctionValue::isNameable)
            .map(Parameter::name)
            .toList();
    throw new WorksheetException(
        name() + ": no argument named '" + name + "'" + Nearest.hint(name, accepted));
  }

  private static boolean isNameable(Parameter parameter) {
    return parameter.kind() == Parameter.Kind.PLAIN
        || parameter.kind() == Parameter.Kind.KEYWORD_ONLY;
  }

  private void fillDefaults(Map<String, Object> values) {
    List<Parameter> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i).name();
      if (!values.containsKey(name)) {
        Object value = defaults.get(i);
        if (value == null) {
          throw new WorksheetException(name() + ": needs a value for '" + name + "'");
        }
        values.put(name, value);
      }
    }
  }
}
