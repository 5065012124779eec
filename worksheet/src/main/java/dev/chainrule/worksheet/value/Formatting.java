package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import java.math.BigInteger;

/// `format(value, specification)`: what an f-string puts in the place of `{value:specification}`.
public final class Formatting {
  private final RunState run;
  private final FormatSpecification form;

  private Formatting(RunState run, FormatSpecification form) {
    this.run = run;
    this.form = form;
  }

  /// The formatted value.
  public static String format(RunState run, Object value, String specification) {
    if (value instanceof ForeignValue foreign) {
      return foreign.format(specification);
    }
    if (specification.isEmpty()) {
      return Repr.text(run, value);
    }
    FormatSpecification form = FormatSpecification.of(specification);
    run.budget().text((long) form.width() + Math.max(0, form.precision()));
    return new Formatting(run, form).format(value);
  }

  private String format(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Double number -> real(number);
      case Object number when Numbers.isInteger(number) -> integer(Numbers.big(number));
      default ->
          throw new WorksheetException(
              Describe.withArticle(Describe.type(value))
                  + " has no formats; format what is in it, or str(…) of it");
    };
  }

  private String text(String value) {
    boolean isNumeric =
        form.sign() != '-' || form.isAlternate() || form.align() == '=' || form.grouping() != ' ';
    boolean isSuited = form.type() == ' ' || form.type() == 's';
    if (isNumeric || !isSuited) {
      throw form.unsuited("str");
    }
    int length = CodePoints.length(value);
    boolean isCut = form.precision() >= 0 && form.precision() < length;
    String shown = isCut ? value.substring(0, CodePoints.offset(value, form.precision())) : value;
    return padded("", shown, form.padsWithZeros() || form.align() == ' ' ? '<' : form.align());
  }

  private String integer(BigInteger number) {
    return switch (form.type()) {
      case ' ', 'd', 'n' -> whole(number, Repr.integer(run, number.abs()), "", 3);
      case 'b' -> whole(number, digits(number, 2), "0b", 4);
      case 'o' -> whole(number, digits(number, 8), "0o", 4);
      case 'x' -> whole(number, digits(number, 16), "0x", 4);
      case 'X' -> whole(number, digits(number, 16).toUpperCase(java.util.Locale.ROOT), "0X", 4);
      case 'c' -> character(number);
      case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> real(Numbers.toDouble(number));
      default -> throw form.unsuited("int");
    };
  }

  private static String digits(BigInteger number, int radix) {
    return number.abs().toString(radix);
  }

  private String whole(BigInteger number, String digits, String prefix, int group) {
    if (form.precision() >= 0) {
      throw new WorksheetException(
          "an int has no digits after the point; use a format such as .2f");
    }
    boolean groupsOddly = form.grouping() == ',' && group != 3;
    if (groupsOddly) {
      throw form.unsuited("int");
    }
    String before = sign(number.signum() < 0) + (form.isAlternate() ? prefix : "");
    return number(before, digits, "", group);
  }

  private String character(BigInteger number) {
    boolean isCharacter =
        number.signum() >= 0 && number.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) <= 0;
    if (!isCharacter) {
      throw new WorksheetException("the format 'c' needs the number of a character");
    }
    String text = Character.toString(number.intValue());
    return number("", text, "", 3);
  }

  private String real(double number) {
    boolean isNegative = Double.doubleToRawLongBits(number) < 0 && !Double.isNaN(number);
    boolean isUpper = Character.isUpperCase(form.type());
    String digits =
        Double.isFinite(number)
            ? RealDigits.of(run, form, Math.abs(number))
            : FloatText.unusual(Math.abs(number)) + (form.type() == '%' ? "%" : "");
    boolean isZero = number == 0 || digits.chars().allMatch(c -> "0.%".indexOf(c) >= 0);
    boolean showsSign = isNegative && !(form.dropsNegativeZero() && isZero);
    String shown = isUpper ? digits.toUpperCase(java.util.Locale.ROOT) : digits;
    int wholeEnd = 0;
    while (wholeEnd < shown.length() && Character.isDigit(shown.charAt(wholeEnd))) {
      wholeEnd++;
    }
    return number(sign(showsSign), shown.substring(0, wholeEnd), shown.substring(wholeEnd), 3);
  }

  private String sign(boolean isNegative) {
    return isNegative ? "-" : form.sign() == '-' ? "" : String.valueOf(form.sign());
  }

  /// A number of its parts, grouped and padded. Zeros that fill the width are grouped too.
  private String number(String before, String digits, String after, int group) {
    String whole = digits;
    if (form.grouping() != ' ' && !digits.isEmpty()) {
      boolean fillsWithZeros =
          form.fill().equals("0") && (form.padsWithZeros() || form.align() == '=');
      int least = fillsWithZeros ? form.width() - before.length() - after.length() : 0;
      whole = grouped(digits, group, least);
    }
    char align = form.align() != ' ' ? form.align() : form.padsWithZeros() ? '=' : '>';
    return padded(before, whole + after, align);
  }

  /// Digits with separators; zeros are added in front until they are at least so long.
  private String grouped(String digits, int group, int least) {
    StringBuilder reversed = new StringBuilder();
    for (int i = 0; i < digits.length() || reversed.length() < least; i++) {
      if (i > 0 && i % group == 0) {
        reversed.append(form.grouping());
      }
      reversed.append(i < digits.length() ? digits.charAt(digits.length() - 1 - i) : '0');
    }
    return reversed.reverse().toString();
  }

  private String padded(String before, String text, char align) {
    int missing = form.width() - before.length() - CodePoints.length(text);
    if (missing <= 0) {
      return before + text;
    }
    return switch (align) {
      case '<' -> before + text + form.fill().repeat(missing);
      case '^' ->
          form.fill().repeat(missing / 2)
              + before
              + text
              + form.fill().repeat(missing - missing / 2);
      case '=' -> before + form.fill().repeat(missing) + text;
      default -> form.fill().repeat(missing) + before + text;
    };
  }
}
