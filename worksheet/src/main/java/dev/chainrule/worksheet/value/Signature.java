package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What arguments a built-in function takes, written as in Python: `sum(input, dim=None, *,
/// keepdim=False)`.
///
/// Parameters before `/` are given by position only, those after `*` by name only; `*sizes` takes
/// all further positions and `**options` all further names. A default is a number, a string in
/// single quotes, `None`, `True` or `False`.
public final class Signature {
  private final String function;

  /// Parameters in the order of the signature, but the two that take the rest come last.
  private final String[] names;

  private final @Nullable Object[] defaults;
  private final int positionalOnly;
  private final int positional;
  private final boolean takesRest;
  private final boolean takesNamedRest;

  Signature(SignatureReader reader) {
    this.function = reader.function();
    this.names = reader.names();
    this.defaults = reader.defaults();
    this.positionalOnly = reader.positionalOnly();
    this.positional = reader.positional();
    this.takesRest = reader.takesRest();
    this.takesNamedRest = reader.takesNamedRest();
  }

  /// Reads `name(parameters)`.
  public static Signature of(String text) {
    return new Signature(new SignatureReader(text));
  }

  String function() {
    return function;
  }

  /// The place of a parameter's value among those that {@link #bind} gives.
  int indexOf(String parameter) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(parameter)) {
        return i;
      }
    }
    throw new IllegalArgumentException(function + " has no parameter " + parameter);
  }

  /// The values of the parameters: a list for the rest, a map for the named rest.
  Object[] bind(Arguments arguments) {
    List<Object> given = arguments.positional();
    boolean isExact = given.size() == names.length && positional == names.length;
    if (isExact && arguments.named().isEmpty()) {
      return given.toArray();
    }
    @Nullable Object[] values = new @Nullable Object[names.length];
    int taken = Math.min(given.size(), positional);
    for (int i = 0; i < taken; i++) {
      values[i] = given.get(i);
    }
    if (takesRest) {
      values[nameable()] = given.subList(taken, given.size());
    } else if (given.size() > taken) {
      throw new WorksheetException(function + ": takes " + arity() + ", got " + given.size());
    }
    bindNamed(arguments.named(), values);
    return filled(values);
  }

  private void bindNamed(Map<String, Object> named, @Nullable Object[] values) {
    Map<String, Object> rest = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : named.entrySet()) {
      String name = entry.getKey();
      int index = Arrays.asList(names).subList(0, nameable()).lastIndexOf(name);
      if (index >= positionalOnly) {
        if (values[index] != null) {
          throw new WorksheetException(
              function + ": '" + name + "' is given twice, by position and by name");
        }
        values[index] = entry.getValue();
      } else if (takesNamedRest) {
        rest.put(name, entry.getValue());
      } else {
        List<String> accepted = Arrays.asList(names).subList(positionalOnly, nameable());
        throw new WorksheetException(
            function + ": no argument named '" + name + "'" + Nearest.hint(name, accepted));
      }
    }
    if (takesNamedRest) {
      values[names.length - 1] = rest;
    }
  }

  private Object[] filled(@Nullable Object[] values) {
    Object[] all = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i] == null ? defaults[i] : values[i];
      if (value == null) {
        throw new WorksheetException(function + ": needs a value for '" + names[i] + "'");
      }
      all[i] = value;
    }
    return all;
  }

  /// How many parameters have a name by which they could be given.
  private int nameable() {
    return names.length - (takesRest ? 1 : 0) - (takesNamedRest ? 1 : 0);
  }

  private String arity() {
    int least = 0;
    while (least < positional && defaults[least] == null) {
      least++;
    }
    if (positional == 0) {
      return names.length == 0 ? "no arguments" : "no arguments by position";
    }
    String most = positional == 1 ? "1 argument" : positional + " arguments";
    return least == positional ? most : "at most " + most;
  }
}
