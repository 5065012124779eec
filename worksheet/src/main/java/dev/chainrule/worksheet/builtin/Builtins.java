package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.EllipsisValue;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.Numbers;
import dev.chainrule.worksheet.value.SetValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names that every worksheet knows.
public final class Builtins {
  private static final Map<String, Object> ALL = all();

  private Builtins() {}

  /// The built-in functions, types and constants, by name.
  public static Map<String, Object> names() {
    return ALL;
  }

  private static Map<String, Object> all() {
    Map<String, Object> names = new HashMap<>();
    for (BuiltinType type : types()) {
      names.put(type.name(), type);
    }
    put(names, BasicFunctions.SIGNATURES, new BasicFunctions());
    put(names, SequenceFunctions.SIGNATURES, new SequenceFunctions());
    put(names, NumberFunctions.SIGNATURES, new NumberFunctions());
    names.put("Ellipsis", EllipsisValue.ELLIPSIS);
    names.put("__name__", "__main__");
    return Map.copyOf(names);
  }

  private static void put(
      Map<String, Object> names,
      List<String> signatures,
      dev.chainrule.worksheet.value.Functions functions) {
    for (String signature : signatures) {
      BuiltinFunction function = BuiltinFunction.of(signature, functions);
      names.put(function.name(), function);
    }
  }

  private static List<BuiltinType> types() {
    Conversions make = new Conversions();
    return List.of(
        new BuiltinType("int(x=0, base=None, /)", make, Numbers::isInteger, NumberMethods.TABLE),
        new BuiltinType("float(x=0.0, /)", make, v -> v instanceof Double, NumberMethods.TABLE),
        new BuiltinType("bool(x=False, /)", make, v -> v instanceof Boolean, null),
        new BuiltinType("str(object='', /)", make, v -> v instanceof String, StringMethods.TABLE),
        new BuiltinType(
            "list(iterable=None, /)", make, v -> v instanceof ListValue, ListMethods.TABLE),
        new BuiltinType(
            "tuple(iterable=None, /)", make, v -> v instanceof TupleValue, TupleMethods.TABLE),
        new BuiltinType(
            "set(iterable=None, /)", make, v -> v instanceof SetValue, SetMethods.TABLE),
        new BuiltinType(
            "dict(iterable=None, /, **entries)",
            make,
            v -> v instanceof DictValue,
            DictMethods.TABLE));
  }
}
