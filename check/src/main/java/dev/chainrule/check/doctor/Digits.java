package dev.chainrule.check.doctor;

import java.util.Locale;

/// Numbers in sentences.
final class Digits {
  private Digits() {}

  /// Up to six digits, without zeros at the end.
  static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    String text = String.format(Locale.ROOT, "%.6g", value);
    if (text.contains("e") || !text.contains(".")) {
      return text;
    }
    return text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }
}
