package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Repr;
import dev.chainrule.worksheet.value.TupleValue;
import dev.chainrule.worksheet.value.ViewValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// The methods of dictionaries.
final class DictMethods implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new DictMethods(),
          "get(key, default=None, /)",
          "setdefault(key, default=None, /)",
          "pop(key, *default)",
          "popitem()",
          "keys()",
          "values()",
          "items()",
          "update(iterable=None, /, **entries)",
          "clear()",
          "copy()");

  @Override
  public Object call(String name, BoundArguments a) {
    DictValue dict = (DictValue) a.self();
    return switch (name) {
      case "get" -> {
        Object value = dict.get(a.value("key"));
        yield value == null ? a.value("default") : value;
      }
      case "setdefault" -> setDefault(a, dict);
      case "pop" -> pop(a, dict);
      case "popitem" -> popLast(a, dict);
      case "keys" -> view(a, "dict_keys", dict.keys());
      case "values" -> view(a, "dict_values", dict.values());
      case "items" -> view(a, "dict_items", pairs(a.run(), dict));
      case "update" -> update(a, dict);
      case "clear" -> {
        dict.clear();
        yield NoneValue.NONE;
      }
      case "copy" -> {
        DictValue copy = new DictValue(a.run());
        putAll(a.run(), copy, dict);
        yield copy;
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Object view(BoundArguments a, String typeName, List<Object> items) {
    a.run().budget().steps(items.size() / 16);
    return new ViewValue(typeName, items);
  }

  private static Object setDefault(BoundArguments a, DictValue dict) {
    Object key = a.value("key");
    Object value = dict.get(key);
    if (value != null) {
      return value;
    }
    dict.put(key, a.value("default"));
    return a.value("default");
  }

  private static Object pop(BoundArguments a, DictValue dict) {
    Object value = dict.remove(a.value("key"));
    if (value != null) {
      return value;
    }
    List<Object> ifMissing = a.rest("default");
    if (ifMissing.isEmpty()) {
      throw a.error("the dictionary has no key " + Repr.of(a.run(), a.value("key")));
    }
    return ifMissing.get(0);
  }

  private static Object popLast(BoundArguments a, DictValue dict) {
    Map.Entry<Object, Object> last = dict.removeLast();
    if (last == null) {
      throw a.error("the dictionary is empty");
    }
    return new TupleValue(a.run(), List.of(last.getKey(), last.getValue()));
  }

  private static List<Object> pairs(RunState run, DictValue dict) {
    List<Object> pairs = new ArrayList<>(dict.size());
    Iterator<Object> values = dict.values().iterator();
    for (Object key : dict.keys()) {
      pairs.add(new TupleValue(run, List.of(key, values.next())));
    }
    return pairs;
  }

  private static Object update(BoundArguments a, DictValue dict) {
    if (!a.isNone("iterable")) {
      putAll(a.run(), dict, a.value("iterable"));
    }
    for (Map.Entry<String, Object> entry : a.namedRest("entries").entrySet()) {
      dict.put(entry.getKey(), entry.getValue());
    }
    return NoneValue.NONE;
  }

  /// Puts in the entries of another dictionary, or pairs of keys and values.
  static void putAll(RunState run, DictValue dict, Object given) {
    if (given instanceof DictValue other) {
      Iterator<Object> values = other.values().iterator();
      for (Object key : other.keys()) {
        run.budget().step();
        dict.put(key, values.next());
      }
      return;
    }
    for (Object pair : Iterating.toList(run, given)) {
      List<Object> parts = Iterating.toList(run, pair);
      if (parts.size() != 2) {
        throw new WorksheetException(
            "a dictionary is made of pairs of key and value, not of " + Describe.value(pair));
      }
      dict.put(parts.get(0), parts.get(1));
    }
  }
}
