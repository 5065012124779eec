package dev.chainrule.cli.train;

import dev.chainrule.nn.health.Finding;
import dev.chainrule.nn.run.HandPassCheck;
import dev.chainrule.report.train.Summary;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A training that has ended, as text.
final class SummaryText {
  private static final int NARROWEST = 40;
  private static final int WIDEST = 100;

  private final StringBuilder text = new StringBuilder();
  private final int width;

  private SummaryText(int width) {
    this.width = Math.clamp(width, NARROWEST, WIDEST);
  }

  /// @param handPass how the backward pass by hand compared; null where there is none
  static String of(Summary summary, @Nullable HandPassCheck handPass, int width) {
    SummaryText text = new SummaryText(width);
    text.numbers(summary);
    if (handPass != null) {
      text.handPass(handPass);
    }
    text.samples(summary.samples());
    text.health(summary.health());
    if (summary.out() != null) {
      text.line("\nsaved in %s: try chainrule sample %s".formatted(summary.out(), summary.out()));
    }
    return text.text.toString();
  }

  private void line(String sentence) {
    text.append(sentence).append('\n');
  }

  private void numbers(Summary summary) {
    line(
        String.format(
            Locale.ROOT,
            "%s: %,d parameters, %,d %s, %.1f s, %,.0f steps a second",
            summary.settings().texts().get("model"),
            summary.parameters(),
            summary.steps(),
            summary.steps() == 1 ? "step" : "steps",
            summary.seconds(),
            summary.stepsPerSecond()));
    line(
        String.format(
            Locale.ROOT,
            "loss: train %s, validation %s, test %s (nats a character)",
            loss(summary.losses().train()),
            loss(summary.losses().validation()),
            loss(summary.losses().test())));
  }

  private static String loss(@Nullable Double loss) {
    return loss == null ? "none" : String.format(Locale.ROOT, "%.4f", loss);
  }

  private void handPass(HandPassCheck check) {
    line(
        String.format(
            Locale.ROOT,
            "the backward pass by hand was compared with the tape's at %d steps: apart by %.1e of"
                + " the largest entry at most",
            check.compared(),
            check.largestDifference()));
  }

  private void samples(List<String> samples) {
    if (samples.isEmpty()) {
      return;
    }
    line("\n%d samples".formatted(samples.size()));
    paragraph(String.join(", ", samples));
  }

  private void health(List<Finding> findings) {
    if (findings.isEmpty()) {
      line("\nhealth: nothing deserves attention");
      return;
    }
    line("\nhealth");
    for (Finding finding : findings) {
      paragraph(finding.id() + ": " + finding.message());
    }
  }

  private void paragraph(String sentence) {
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width - 2) {
        text.append("  ").append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    text.append("  ").append(line).append('\n');
  }
}
