package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.BoundArguments;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.Functions;
import dev.chainrule.worksheet.value.Iterating;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Repr;
import dev.chainrule.worksheet.value.SetValue;
import dev.chainrule.worksheet.value.Sets;
import java.util.List;

/// The methods of sets.
final class SetMethods implements Functions {
  static final FunctionTable TABLE =
      new FunctionTable(
          new SetMethods(),
          "add(elem, /)",
          "discard(elem, /)",
          "remove(elem, /)",
          "pop()",
          "clear()",
          "copy()",
          "update(*others)",
          "union(*others)",
          "intersection(*others)",
          "difference(*others)",
          "symmetric_difference(other, /)",
          "intersection_update(*others)",
          "difference_update(*others)",
          "symmetric_difference_update(other, /)",
          "issubset(other, /)",
          "issuperset(other, /)",
          "isdisjoint(other, /)");

  @Override
  public Object call(String name, BoundArguments a) {
    SetValue set = (SetValue) a.self();
    return switch (name) {
      case "add" -> {
        set.add(a.value("elem"));
        yield NoneValue.NONE;
      }
      case "discard" -> {
        set.remove(a.value("elem"));
        yield NoneValue.NONE;
      }
      case "remove" -> {
        if (!set.remove(a.value("elem"))) {
          throw a.error(Repr.of(a.run(), a.value("elem")) + " is not in the set");
        }
        yield NoneValue.NONE;
      }
      case "pop" -> {
        Object member = set.pop();
        if (member == null) {
          throw a.error("the set is empty");
        }
        yield member;
      }
      case "clear" -> {
        set.clear();
        yield NoneValue.NONE;
      }
      case "copy" -> set.copy();
      case "update" -> {
        for (Object other : a.rest("others")) {
          addAll(a, set, other);
        }
        yield NoneValue.NONE;
      }
      case "issubset" -> Sets.isSubset(set, asSet(a.run(), a.value("other")));
      case "issuperset" -> Sets.isSubset(asSet(a.run(), a.value("other")), set);
      case "isdisjoint" ->
          Sets.intersection(a.run(), set, asSet(a.run(), a.value("other"))).size() == 0;
      default -> combined(name, a, set);
    };
  }

  private static Object combined(String name, BoundArguments a, SetValue set) {
    boolean takesOne = name.startsWith("symmetric");
    List<Object> others = takesOne ? List.of(a.value("other")) : a.rest("others");
    SetValue result = others.isEmpty() || name.equals("union") ? set.copy() : set;
    for (Object other : others) {
      if (name.equals("union")) {
        addAll(a, result, other);
      } else {
        result = combined(name, a.run(), result, asSet(a.run(), other));
      }
    }
    return name.endsWith("_update") ? NoneValue.NONE : result;
  }

  private static SetValue combined(String name, RunState run, SetValue set, SetValue other) {
    switch (name) {
      case "intersection" -> {
        return Sets.intersection(run, set, other);
      }
      case "difference" -> {
        return Sets.difference(run, set, other);
      }
      case "symmetric_difference" -> {
        return Sets.symmetricDifference(run, set, other);
      }
      case "intersection_update" -> Sets.intersectionUpdate(run, set, other);
      case "difference_update" -> Sets.differenceUpdate(run, set, other);
      case "symmetric_difference_update" -> Sets.symmetricDifferenceUpdate(run, set, other);
      default -> throw new IllegalArgumentException(name);
    }
    return set;
  }

  private static void addAll(BoundArguments a, SetValue set, Object other) {
    if (other instanceof SetValue more) {
      set.addAll(more);
    } else {
      Iterating.over(a.run(), other).forEachRemaining(set::add);
    }
  }

  private static SetValue asSet(RunState run, Object value) {
    return value instanceof SetValue set ? set : Sets.of(run, Iterating.toList(run, value));
  }
}
