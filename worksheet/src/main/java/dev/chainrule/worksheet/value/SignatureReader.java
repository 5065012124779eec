package dev.chainrule.worksheet.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the text of a {@link Signature} apart.
final class SignatureReader {
  private final String function;
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> defaults = new ArrayList<>();
  private int positionalOnly;
  private int positional = -1;
  private @Nullable String rest;
  private @Nullable String namedRest;

  SignatureReader(String text) {
    int open = text.indexOf('(');
    function = text.substring(0, open);
    String parameters = text.substring(open + 1, text.length() - 1);
    if (!parameters.isEmpty()) {
      for (String parameter : parameters.split(", ", -1)) {
        add(parameter);
      }
    }
    if (positional < 0) {
      positional = names.size();
    }
    append(rest);
    append(namedRest);
  }

  private void add(String parameter) {
    if (parameter.equals("/")) {
      positionalOnly = names.size();
    } else if (parameter.startsWith("**")) {
      namedRest = parameter.substring(2);
    } else if (parameter.startsWith("*")) {
      positional = names.size();
      rest = parameter.length() > 1 ? parameter.substring(1) : null;
    } else {
      int equals = parameter.indexOf('=');
      names.add(equals < 0 ? parameter : parameter.substring(0, equals));
      defaults.add(equals < 0 ? null : constant(parameter.substring(equals + 1)));
    }
  }

  private void append(@Nullable String name) {
    if (name != null) {
      names.add(name);
      defaults.add(null);
    }
  }

  private static Object constant(String text) {
    return switch (text) {
      case "None" -> NoneValue.NONE;
      case "True" -> true;
      case "False" -> false;
      default -> {
        if (text.charAt(0) == '\'') {
          yield text.substring(1, text.length() - 1);
        }
        boolean isFloat = text.indexOf('.') >= 0 || text.indexOf('e') >= 0;
        yield isFloat ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
      }
    };
  }

  String function() {
    return function;
  }

  String[] names() {
    return names.toArray(String[]::new);
  }

  @Nullable Object[] defaults() {
    return defaults.toArray();
  }

  int positionalOnly() {
    return positionalOnly;
  }

  int positional() {
    return positional;
  }

  boolean takesRest() {
    return rest != null;
  }

  boolean takesNamedRest() {
    return namedRest != null;
  }
}
