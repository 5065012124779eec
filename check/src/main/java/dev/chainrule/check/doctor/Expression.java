package dev.chainrule.check.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a value in Python, and what it becomes by one edit.
final class Expression {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(\\.\\d*)?(?![\\w.])");

  /// A name in brackets that are no call's.
  private static final Pattern LONE = Pattern.compile("(?<![\\w)\\]])\\((\\w+)\\)");

  private final String text;

  Expression(String text) {
    this.text = text;
  }

  /// The text as one operand: in brackets where it needs them.
  String whole() {
    boolean isOne = !text.startsWith("-") && !text.contains("**") && operandEnd(0) == text.length();
    return isOne ? text : "(" + text + ")";
  }

  /// The text as a factor: in brackets where it is a sum or a comparison.
  String factor() {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      open += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      boolean isSign = i > 0 && "+-".indexOf(c) >= 0 && text.charAt(i - 1) == ' ';
      if (open == 0 && (isSign || "<>=!,~".indexOf(c) >= 0)) {
        return "(" + text + ")";
      }
    }
    return text;
  }

  /// Whether the first bracket closes at the very end.
  private static boolean isEnclosed(String text) {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (open == 0) {
        return i > 0 && i == text.length() - 1;
      }
    }
    return false;
  }

  /// With one factor, divisor or power left out.
  Set<String> withoutOne() {
    Set<String> shorter = new LinkedHashSet<>();
    for (int i = 0; i < text.length(); i++) {
      String operator = operator(i);
      if (operator == null) {
        continue;
      }
      int end = operandEnd(i + operator.length());
      if (end > 0) {
        shorter.add(bare(text.substring(0, i).stripTrailing() + text.substring(end)));
      }
      int start = operator.equals("*") ? operandStart(i) : -1;
      if (start >= 0) {
        int rest = i + 1;
        String after = text.substring(rest).stripLeading();
        shorter.add(bare(text.substring(0, start) + after));
      }
    }
    return shorter;
  }

  /// With one number replaced by it times or divided by `ratio`, where that is whole.
  List<String> withOtherNumber(double ratio) {
    List<String> others = new ArrayList<>();
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      double number = Double.parseDouble(numbers.group());
      for (double other : new double[] {number * ratio, number / ratio}) {
        double nearest = Math.rint(other);
        if (nearest > 0 && Math.abs(other - nearest) <= 1e-9 * nearest) {
          String rest = text.substring(numbers.end());
          others.add(text.substring(0, numbers.start()) + (long) nearest + rest);
        }
      }
    }
    return others;
  }

  private static String bare(String text) {
    boolean isBracketed = text.startsWith("(") && isEnclosed(text);
    String inner = isBracketed ? text.substring(1, text.length() - 1) : text;
    return LONE.matcher(inner).replaceAll("$1");
  }

  /// The operator of a product at `i`; null where none begins there.
  private @Nullable String operator(int i) {
    char c = text.charAt(i);
    if (c == '/') {
      return "/";
    }
    boolean isPower = text.startsWith("**", i);
    if (isPower) {
      return "**";
    }
    return c == '*' && (i == 0 || text.charAt(i - 1) != '*') ? "*" : null;
  }

  /// Where the operand that begins at `i` ends; -1 where none does.
  private int operandEnd(int i) {
    int at = i;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
    }
    int start = at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(' || c == '[') {
        at = closing(at);
      } else if (Character.isLetterOrDigit(c) || c == '_' || c == '.') {
        at++;
      } else {
        break;
      }
    }
    boolean isPower = at > start && text.startsWith("**", skipBlanks(at));
    return at == start ? -1 : isPower ? operandEnd(skipBlanks(at) + 2) : at;
  }

  private int skipBlanks(int i) {
    int at = i;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private int closing(int at) {
    int open = 0;
    for (int i = at; i < text.length(); i++) {
      open += "([".indexOf(text.charAt(i)) >= 0 ? 1 : ")]".indexOf(text.charAt(i)) >= 0 ? -1 : 0;
      if (open == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /// Where the operand that ends before the operator at `i` begins, if it is the first factor of
  /// its product; else -1.
  private int operandStart(int i) {
    for (int start = 0; start < i; start++) {
      boolean isFirst = start == 0 || "( [".indexOf(text.charAt(start - 1)) >= 0;
      if (isFirst && text.charAt(start) != ' ' && operandEnd(start) == i - blanksBefore(i)) {
        String before = text.substring(0, start).stripTrailing();
        boolean isInProduct = before.endsWith("*") || before.endsWith("/");
        return isInProduct ? -1 : start;
      }
    }
    return -1;
  }

  private int blanksBefore(int i) {
    int count = 0;
    while (count < i && text.charAt(i - 1 - count) == ' ') {
      count++;
    }
    return count;
  }
}
