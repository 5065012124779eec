package dev.chainrule.nn.health;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/// Numbers and lists as they stand in a message.
final class Words {
  private static final int NAMED = 3;

  private Words() {}

  /// Three digits: `0.0123`, `48.1`, `3.2e-7`.
  static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : String.valueOf(value);
    }
    double size = Math.abs(value);
    if (size >= 1e-4 && size < 1e6) {
      BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
      return rounded.toPlainString();
    }
    return String.format(Locale.ROOT, "%.1e", value)
        .replaceFirst("\\.0e", "e")
        .replaceFirst("e([+-])0", "e$1")
        .replace("e+", "e");
  }

  /// `34 %`, or `0.4 %`.
  static String percent(double share) {
    double percent = share * 100;
    return percent > 0 && percent < 10
        ? number(new BigDecimal(percent).round(new MathContext(2)).doubleValue()) + " %"
        : "%d %%".formatted(Math.round(percent));
  }

  /// The first few, and how many more there are.
  static String list(List<?> items) {
    String first = String.join(", ", items.stream().limit(NAMED).map(String::valueOf).toList());
    int more = items.size() - NAMED;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }
}
