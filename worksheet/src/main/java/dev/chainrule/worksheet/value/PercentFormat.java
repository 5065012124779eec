package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/// `'%s has %5.2f' % (name, number)`.
final class PercentFormat {
  private static final int LARGEST = 1_000_000_000;

  private final RunState run;
  private final String template;
  private final Object values;
  private final List<Object> positional;
  private final StringBuilder result = new StringBuilder();
  private int at;
  private int used;

  private PercentFormat(RunState run, String template, Object values) {
    this.run = run;
    this.template = template;
    this.values = values;
    this.positional = values instanceof TupleValue tuple ? tuple.items() : List.of(values);
  }

  static String of(RunState run, String template, Object values) {
    return new PercentFormat(run, template, values).format();
  }

  private String format() {
    while (at < template.length()) {
      int percent = template.indexOf('%', at);
      int end = percent < 0 ? template.length() : percent;
      append(template.substring(at, end));
      at = end;
      if (percent >= 0) {
        at++;
        field();
      }
    }
    boolean takesAll =
        used == positional.size() || values instanceof DictValue || (used > 0 && !isTuple());
    if (!takesAll) {
      throw new WorksheetException(
          "'%': places for values in the text: " + used + "; values given: " + positional.size());
    }
    return result.toString();
  }

  private boolean isTuple() {
    return values instanceof TupleValue;
  }

  private void append(String text) {
    run.budget().text((long) result.length() + text.length());
    result.append(text);
  }

  private void field() {
    String key = key();
    StringBuilder flags = new StringBuilder();
    while ("#0- +".indexOf(peek()) >= 0) {
      flags.append(template.charAt(at++));
    }
    int width = number();
    int precision = -1;
    if (peek() == '.') {
      at++;
      precision = number();
    }
    if (at >= template.length()) {
      throw new WorksheetException("'%': the text ends in the middle of a place for a value");
    }
    char type = template.charAt(at++);
    if (type == '%') {
      append("%");
      return;
    }
    Object value = key.isEmpty() ? next() : named(key);
    append(shown(value, flags.toString(), Math.max(0, width), precision, type));
  }

  private String key() {
    if (peek() != '(') {
      return "";
    }
    int close = template.indexOf(')', at);
    if (close < 0) {
      throw new WorksheetException("'%': a '(' in the text is never closed");
    }
    String key = template.substring(at + 1, close);
    at = close + 1;
    return key;
  }

  private Object named(String key) {
    Object value = values instanceof DictValue dict ? dict.get(key) : null;
    if (value == null) {
      throw new WorksheetException("'%': no value for '" + key + "' was given");
    }
    return value;
  }

  private char peek() {
    return at < template.length() ? template.charAt(at) : '\0';
  }

  private int number() {
    if (peek() == '*') {
      at++;
      return next() instanceof Long given && given >= 0 && given <= LARGEST
          ? given.intValue()
          : tooMany();
    }
    long value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = value * 10 + (template.charAt(at++) - '0');
      if (value > LARGEST) {
        return tooMany();
      }
    }
    return (int) value;
  }

  private static int tooMany() {
    throw new WorksheetException("'%': a width or precision must be from 0 to " + LARGEST);
  }

  private Object next() {
    if (used >= positional.size()) {
      throw new WorksheetException(
          "'%': the text has more places than values were given, which is " + positional.size());
    }
    return positional.get(used++);
  }

  private String shown(Object value, String flags, int width, int precision, char type) {
    return switch (type) {
      case 's' -> text(Repr.text(run, value), flags, width, precision);
      case 'r' -> text(Repr.of(run, value), flags, width, precision);
      case 'a' -> text(Repr.ascii(run, value), flags, width, precision);
      case 'c' ->
          value instanceof String text
              ? text(text, flags, width, -1)
              : text(Formatting.format(run, integer(value, type), "c"), flags, width, -1);
      case 'd', 'i', 'u' -> integer(integer(value, type), 10, "", flags, width, precision);
      case 'o' -> integer(integer(value, type), 8, "0o", flags, width, precision);
      case 'x' -> integer(integer(value, type), 16, "0x", flags, width, precision);
      case 'X' ->
          integer(integer(value, type), 16, "0x", flags, width, precision).toUpperCase(Locale.ROOT);
      case 'e', 'E', 'f', 'F', 'g', 'G' ->
          Formatting.format(run, real(value, type), floatForm(flags, width, precision) + type);
      default ->
          throw new WorksheetException(
              "'%': '" + type + "' is no kind of place; there are d, f, s …");
    };
  }

  private String text(String text, String flags, int width, int precision) {
    String align = flags.indexOf('-') >= 0 ? "<" : ">";
    String cut = precision >= 0 ? "." + precision : "";
    return Formatting.format(run, text, align + (width > 0 ? width : "") + cut + "s");
  }

  private static String floatForm(String flags, int width, int precision) {
    boolean isLeft = flags.indexOf('-') >= 0;
    String sign = flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    String alternate = flags.indexOf('#') >= 0 ? "#" : "";
    String zeros = !isLeft && flags.indexOf('0') >= 0 ? "0" : "";
    String digits = precision >= 0 ? "." + precision : "";
    return (isLeft ? "<" : "") + sign + alternate + zeros + (width > 0 ? width : "") + digits;
  }

  /// The precision of an int is the least number of its digits.
  private String integer(
      Object value, int radix, String prefix, String flags, int width, int precision) {
    run.budget().text((long) width + Math.max(0, precision));
    BigInteger number = Numbers.big(value);
    run.budget().longArithmetic(number.bitLength(), number.bitLength());
    String digits = number.abs().toString(radix);
    String longer = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    String plus = flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    String before = (number.signum() < 0 ? "-" : plus) + (flags.indexOf('#') >= 0 ? prefix : "");
    int missing = Math.max(0, width - before.length() - longer.length());
    if (flags.indexOf('-') >= 0) {
      return before + longer + " ".repeat(missing);
    }
    return flags.indexOf('0') >= 0
        ? before + "0".repeat(missing) + longer
        : " ".repeat(missing) + before + longer;
  }

  private Object integer(Object value, char type) {
    if (Numbers.isInteger(value)) {
      return value;
    }
    if (value instanceof Double number && "diu".indexOf(type) >= 0 && Double.isFinite(number)) {
      BigInteger whole = new BigDecimal(number).setScale(0, RoundingMode.DOWN).toBigInteger();
      return Numbers.integer(whole);
    }
    if (value instanceof ForeignValue foreign && "diu".indexOf(type) >= 0) {
      return foreign.toInteger();
    }
    throw new WorksheetException("'%" + type + "' needs an int, not " + Describe.value(value));
  }

  private static double real(Object value, char type) {
    if (value instanceof ForeignValue foreign) {
      return foreign.toFloat();
    }
    if (!Numbers.isNumber(value)) {
      throw new WorksheetException("'%" + type + "' needs a number, not " + Describe.value(value));
    }
    return Numbers.toDouble(value);
  }
}
