package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.Numbers;
import dev.chainrule.worksheet.value.Repr;
import dev.chainrule.worksheet.value.SetValue;
import dev.chainrule.worksheet.value.Sets;
import dev.chainrule.worksheet.value.Truth;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.List;
import java.util.Map;

/// `int(x)`, `list(x)` and the like: values of one type made of values of others.
final class Conversions implements Functions {
  @Override
  public Object call(String name, BoundArguments a) {
    RunState run = a.run();
    return switch (name) {
      case "int" -> integer(a);
      case "float" -> real(a);
      case "bool" -> Truth.of(run, a.value("x"));
      case "str" -> Repr.text(run, a.value("object"));
      case "list" -> new ListValue(run, items(a));
      case "tuple" ->
          a.value("iterable") instanceof TupleValue tuple && tuple.getClass() == TupleValue.class
              ? tuple
              : new TupleValue(run, items(a));
      case "set" -> set(a);
      case "dict" -> dict(a);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Object> items(BoundArguments a) {
    return a.isNone("iterable") ? List.of() : Iterating.toList(a.run(), a.value("iterable"));
  }

  private static SetValue set(BoundArguments a) {
    return a.value("iterable") instanceof SetValue other
        ? other.copy()
        : Sets.of(a.run(), items(a));
  }

  private static DictValue dict(BoundArguments a) {
    DictValue dict = new DictValue(a.run());
    if (!a.isNone("iterable")) {
      DictMethods.putAll(a.run(), dict, a.value("iterable"));
    }
    for (Map.Entry<String, Object> entry : a.namedRest("entries").entrySet()) {
      dict.put(entry.getKey(), entry.getValue());
    }
    return dict;
  }

  private static Object integer(BoundArguments a) {
    Object value = a.value("x");
    if (value instanceof String text) {
      return NumberText.integer(a.run(), text, a.isNone("base") ? 10 : a.integer("base"));
    }
    if (!a.isNone("base")) {
      throw a.mismatch("x", "a str when a base is given", value);
    }
    return switch (value) {
      case Double number -> NumberFunctions.whole(a.run(), "int", number, truncated(number));
      case Boolean truth -> truth ? 1L : 0L;
      case ForeignValue foreign -> foreign.toInteger();
      default -> {
        if (Numbers.isInteger(value)) {
          yield value;
        }
        throw cannot("int", "an int", value);
      }
    };
  }

  private static double truncated(double number) {
    return number < 0 ? Math.ceil(number) : Math.floor(number);
  }

  private static Object real(BoundArguments a) {
    Object value = a.value("x");
    if (value instanceof String text) {
      return NumberText.real(text);
    }
    if (value instanceof ForeignValue foreign) {
      return foreign.toFloat();
    }
    if (Numbers.isNumber(value)) {
      return Numbers.toDouble(value);
    }
    throw cannot("float", "a float", value);
  }

  private static WorksheetException cannot(String function, String what, Object value) {
    return new WorksheetException(
        function + ": cannot make " + what + " of " + Describe.value(value));
  }
}
