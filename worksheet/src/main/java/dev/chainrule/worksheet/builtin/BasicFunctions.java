package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.CodePoints;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.Formatting;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.RangeValue;
import dev.chainrule.worksheet.value.Repr;
import dev.chainrule.worksheet.value.SetValue;
import dev.chainrule.worksheet.value.TupleValue;
import dev.chainrule.worksheet.value.TypeValue;
import dev.chainrule.worksheet.value.ViewValue;
import java.util.List;

/// Built-in functions of single values, and `print`.
final class BasicFunctions implements Functions {
  static final List<String> SIGNATURES =
      List.of(
          "print(*values, sep=' ', end='\n', file=None, flush=False)",
          "len(obj, /)",
          "repr(obj, /)",
          "ascii(obj, /)",
          "format(value, format_spec='', /)",
          "callable(obj, /)",
          "isinstance(obj, class_or_tuple, /)",
          "type(object, /)");

  @Override
  public Object call(String name, BoundArguments a) {
    return switch (name) {
      case "print" -> print(a);
      case "len" -> length(a);
      case "repr" -> Repr.of(a.run(), a.value("obj"));
      case "ascii" -> Repr.ascii(a.run(), a.value("obj"));
      case "format" -> Formatting.format(a.run(), a.value("value"), a.text("format_spec"));
      case "callable" -> a.value("obj") instanceof Callable;
      case "isinstance" -> isInstance(a, a.value("obj"), a.value("class_or_tuple"));
      case "type" -> type(a.value("object"));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Object print(BoundArguments a) {
    if (!a.isNone("file")) {
      throw a.error("worksheets print to one place only; leave 'file' out");
    }
    RunState run = a.run();
    String separator = a.isNone("sep") ? " " : a.text("sep");
    boolean isFirst = true;
    for (Object value : a.rest("values")) {
      if (!isFirst) {
        run.output().print(separator);
      }
      run.output().print(Repr.text(run, value));
      isFirst = false;
    }
    run.output().print(a.isNone("end") ? "\n" : a.text("end"));
    return NoneValue.NONE;
  }

  private static long length(BoundArguments a) {
    return switch (a.value("obj")) {
      case String text -> CodePoints.length(text);
      case ListValue list -> list.items().size();
      case TupleValue tuple -> tuple.items().size();
      case DictValue dict -> dict.size();
      case SetValue set -> set.size();
      case RangeValue range -> range.length();
      case ViewValue view -> view.items().size();
      case ForeignValue foreign -> foreign.length();
      case Object other ->
          throw a.error(Describe.withArticle(Describe.type(other)) + " has no length");
    };
  }

  private static boolean isInstance(BoundArguments a, Object value, Object types) {
    return switch (types) {
      case TypeValue type -> type.includes(value);
      case TupleValue tuple -> tuple.items().stream().anyMatch(type -> isInstance(a, value, type));
      default -> throw a.mismatch("the second argument", "a type or a tuple of types", types);
    };
  }

  private static Object type(Object value) {
    Object builtin = Builtins.names().get(Describe.type(value));
    return builtin instanceof TypeValue type && type.includes(value)
        ? type
        : new NamedType(Describe.type(value));
  }

  /// The type of a value that only has a name.
  private record NamedType(String name) implements TypeValue {
    @Override
    public boolean includes(Object value) {
      return Describe.type(value).equals(name)
          || (value instanceof ForeignValue foreign && foreign.isInstanceOf(name));
    }
  }
}
