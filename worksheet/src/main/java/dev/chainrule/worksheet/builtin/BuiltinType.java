package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.TypeValue;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One of Python's own types: it can be called, and asked about by `isinstance`.
final class BuiltinType implements TypeValue, Callable {
  private final String name;
  private final Predicate<Object> members;
  private final BuiltinFunction constructor;
  private final @Nullable FunctionTable methods;

  BuiltinType(
      String signature,
      Functions functions,
      Predicate<Object> members,
      @Nullable FunctionTable methods) {
    this.constructor = BuiltinFunction.of(signature, functions);
    this.name = constructor.name();
    this.members = members;
    this.methods = methods;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean includes(Object value) {
    return members.test(value);
  }

  @Override
  public Object call(Arguments arguments) {
    return constructor.call(arguments);
  }

  /// `str.upper`: a method as a function of the value that it is called on.
  Object attribute(String method) {
    Set<String> names = methods == null ? Set.of() : methods.names();
    if (methods == null || !names.contains(method)) {
      throw new WorksheetException(
          "the type " + name + " has no attribute '" + method + "'" + Nearest.hint(method, names));
    }
    return new Unbound(this, method, methods);
  }

  /// A method that is still without a value.
  private record Unbound(BuiltinType type, String method, FunctionTable methods)
      implements Callable {
    @Override
    public String name() {
      return method;
    }

    @Override
    public Object call(Arguments arguments) {
      List<Object> given = arguments.positional();
      if (given.isEmpty() || !type.includes(given.get(0))) {
        throw new WorksheetException(
            type.name + "." + method + ": the first argument must be a " + type.name);
      }
      BuiltinFunction bound = methods.method(method, given.get(0));
      if (bound == null) {
        throw new IllegalStateException("the type has been asked for this method before");
      }
      return bound.call(
          new Arguments(arguments.run(), given.subList(1, given.size()), arguments.named()));
    }
  }
}
