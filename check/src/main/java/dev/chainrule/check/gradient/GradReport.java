package dev.chainrule.check.gradient;

import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a gradient check found, input by input.
public record GradReport(List<Input> inputs) {
  /// One input.
  ///
  /// @param number which, counted from 0
  /// @param compared how many derivatives were compared
  /// @param wrong how many of them do not agree
  /// @param worst the one that is farthest off, in proportion to its tolerance; null where none was
  ///   compared
  /// @param kinks where one-sided slopes differ; these are not counted as wrong
  public record Input(
      int number,
      Shape shape,
      long compared,
      long wrong,
      @Nullable Comparison worst,
      List<Kink> kinks) {}

  /// Whether everything that was compared agrees.
  public boolean isRight() {
    return inputs.stream().allMatch(input -> input.wrong() == 0);
  }

  /// A line for each input, and one for each kink.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Input input : inputs) {
      text.append(line(input)).append('\n');
      for (Kink kink : input.kinks()) {
        text.append("  ").append(line(kink)).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(Input input) {
    String head =
        "input %d %s: %d derivatives compared, %d wrong"
            .formatted(input.number(), input.shape(), input.compared(), input.wrong());
    Comparison worst = input.worst();
    return worst == null
        ? head
        : head
            + String.format(
                Locale.ROOT,
                "; the worst is of output %s by entry %s: %.9g by the rule, %.9g by differences,"
                    + " %.2e apart where %.2e is allowed",
                worst.output(),
                worst.entry(),
                worst.analytic(),
                worst.numeric(),
                worst.difference(),
                worst.tolerance());
  }

  private static String line(Kink kink) {
    return String.format(
        Locale.ROOT,
        "output %s %s at entry %s: the slope is %.6g to the left and %.6g to the right; the rule"
            + " gives %.6g",
        kink.output(),
        kink.isJump() ? "jumps" : "has a kink",
        kink.entry(),
        kink.left(),
        kink.right(),
        kink.analytic());
  }
}
