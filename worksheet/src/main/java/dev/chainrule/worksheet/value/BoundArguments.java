package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of one call of a built-in function, by the names of its parameters.
public final class BoundArguments {
  private final RunState run;
  private final Signature signature;
  private final @Nullable Object self;
  private final Object[] values;

  BoundArguments(Signature signature, @Nullable Object self, Arguments arguments) {
    this.run = arguments.run();
    this.signature = signature;
    this.self = self;
    this.values = signature.bind(arguments);
  }

  /// The run that the call is part of.
  public RunState run() {
    return run;
  }

  /// The name of the function that was called.
  public String function() {
    return signature.function();
  }

  /// What a method was called on.
  public Object self() {
    if (self == null) {
      throw new IllegalStateException(function() + " is not a method");
    }
    return self;
  }

  /// The value of a parameter; its default if it was not given.
  public Object value(String parameter) {
    return values[signature.indexOf(parameter)];
  }

  /// True if `None` was given, or nothing with `None` as default.
  public boolean isNone(String parameter) {
    return value(parameter) == NoneValue.NONE;
  }

  /// A number as a float.
  public double number(String parameter) {
    Object value = value(parameter);
    if (value instanceof Double number) {
      return number;
    }
    if (Numbers.isNumber(value)) {
      return Numbers.toDouble(value);
    }
    if (value instanceof ForeignValue foreign) {
      return foreign.toFloat();
    }
    throw mismatch(parameter, "a number", value);
  }

  /// A whole number that fits 64 bits.
  public long integer(String parameter) {
    Object value = value(parameter);
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof ForeignValue foreign) {
      return foreign.toIndex();
    }
    throw mismatch(parameter, "an int", value);
  }

  /// A truth value, by Python's rules for anything.
  public boolean flag(String parameter) {
    return Truth.of(run, value(parameter));
  }

  /// A string.
  public String text(String parameter) {
    Object value = value(parameter);
    if (value instanceof String text) {
      return text;
    }
    throw mismatch(parameter, "a str", value);
  }

  /// All further arguments by position, of a signature with `*parameter`.
  @SuppressWarnings("unchecked") // the signature binds a list of values to this parameter
  public List<Object> rest(String parameter) {
    return (List<Object>) value(parameter);
  }

  /// All further arguments by name, of a signature with `**parameter`.
  @SuppressWarnings("unchecked") // the signature binds such a map to this parameter
  public Map<String, Object> namedRest(String parameter) {
    return (Map<String, Object>) value(parameter);
  }

  /// The error for an argument of the wrong kind.
  public WorksheetException mismatch(String parameter, String needed, Object given) {
    return new WorksheetException(
        function() + ": " + parameter + " must be " + needed + ", got " + Describe.value(given));
  }

  /// An error of this function.
  public WorksheetException error(String sentence) {
    return new WorksheetException(function() + ": " + sentence);
  }
}
