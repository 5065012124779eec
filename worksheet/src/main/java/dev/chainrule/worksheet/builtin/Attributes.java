package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.ModuleValue;
import dev.chainrule.worksheet.value.Numbers;
import dev.chainrule.worksheet.value.SetValue;
import dev.chainrule.worksheet.value.SliceValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `value.name`, read and written.
public final class Attributes {
  private static final Set<String> WRITERS =
      Set.of(
          "append",
          "extend",
          "insert",
          "remove",
          "pop",
          "clear",
          "sort",
          "reverse",
          "add",
          "discard",
          "update",
          "setdefault",
          "popitem",
          "intersection_update",
          "difference_update",
          "symmetric_difference_update");

  private Attributes() {}

  /// `value.name`.
  public static Object get(RunState run, Object value, String name) {
    boolean isHidden = name.startsWith("__") && name.endsWith("__");
    if (isHidden) {
      throw new WorksheetException(
          "'"
              + name
              + "' is not part of worksheets: names with two underscores on both sides are"
              + " Python's own");
    }
    return switch (value) {
      case ForeignValue foreign -> foreign.getAttribute(name);
      case ModuleValue module -> module.get(name);
      case BuiltinType type -> type.attribute(name);
      default -> ofBuiltin(value, name);
    };
  }

  private static Object ofBuiltin(Object value, String name) {
    if (value instanceof TupleValue tuple) {
      Object own = tuple.attribute(name);
      if (own != null) {
        return own;
      }
    }
    if (value instanceof SliceValue slice) {
      switch (name) {
        case "start" -> {
          return slice.start();
        }
        case "stop" -> {
          return slice.stop();
        }
        case "step" -> {
          return slice.step();
        }
        default -> {}
      }
    }
    FunctionTable methods = methods(value);
    BuiltinFunction method = methods == null ? null : methods.method(name, value);
    if (method == null) {
      Set<String> candidates = methods == null ? Set.of() : methods.names();
      throw new WorksheetException(
          Describe.withArticle(Describe.type(value))
              + " has no attribute '"
              + name
              + "'"
              + Nearest.hint(name, candidates));
    }
    return method;
  }

  private static @Nullable FunctionTable methods(Object value) {
    return switch (value) {
      case String text -> StringMethods.TABLE;
      case ListValue list -> ListMethods.TABLE;
      case DictValue dict -> DictMethods.TABLE;
      case SetValue set -> SetMethods.TABLE;
      case TupleValue tuple -> TupleMethods.TABLE;
      default -> Numbers.isNumber(value) ? NumberMethods.TABLE : null;
    };
  }

  /// `owner.name = value`.
  public static void set(Object owner, String name, Object value) {
    if (owner instanceof ForeignValue foreign) {
      foreign.setAttribute(name, value);
      return;
    }
    throw new WorksheetException(
        "the attributes of " + Describe.withArticle(Describe.type(owner)) + " cannot be changed");
  }

  /// True if calling this method of the value changes the value.
  public static boolean writes(Object value, String method) {
    if (value instanceof ForeignValue foreign) {
      return foreign.writes(method);
    }
    boolean isContainer =
        value instanceof ListValue || value instanceof DictValue || value instanceof SetValue;
    return isContainer && WRITERS.contains(method);
  }
}
