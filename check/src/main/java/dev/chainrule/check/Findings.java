package dev.chainrule.check;

import dev.chainrule.check.doctor.Diagnosis;
import dev.chainrule.check.doctor.Diagnosis.Certainty;
import dev.chainrule.check.doctor.Fix;
import dev.chainrule.check.experiment.Run.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the doctor found, as paragraphs below the table of a report.
final class Findings {
  private static final String INDENT = "  ";
  private static final String ROUNDING = "rounding";

  private final Style style;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private Findings(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  /// The paragraphs, each after an empty line; empty where there is nothing to say.
  static String text(Report report, Style style, int width) {
    Findings findings = new Findings(style, width);
    for (Check check : report.checks()) {
      if (!check.diagnosis().isEmpty()) {
        findings.diagnosis(check);
      }
      check.notes().stream()
          .filter(note -> !note.id().equals(ROUNDING))
          .forEach(note -> findings.note(check.name(), check.line(), note.id(), note.because()));
    }
    for (Remark remark : report.remarks()) {
      findings.note(remark.name(), remark.line(), remark.id(), remark.because());
    }
    findings.rounding(report.checks());
    return findings.text.toString();
  }

  /// Rounding is told in one line for all gradients: there is nothing to do about it.
  private void rounding(List<Check> checks) {
    long count =
        checks.stream()
            .filter(check -> check.notes().stream().anyMatch(note -> note.id().equals(ROUNDING)))
            .count();
    if (count > 0) {
      text.append('\n');
      paragraph(
          "%s from the engine's by rounding alone: in float64 the difference goes away"
              .formatted(count == 1 ? "1 gradient differs" : count + " gradients differ"));
    }
  }

  private void diagnosis(Check check) {
    List<Diagnosis> found = check.diagnosis();
    String where = check.line() > 0 ? ", line " + check.line() : "";
    String names = found.stream().map(Diagnosis::id).collect(Collectors.joining(" or "));
    text.append('\n');
    text.append(style.strong(check.name())).append(where).append(": ");
    text.append(style.wrong(names)).append('\n');
    boolean isAmbiguous = found.getFirst().certainty() == Certainty.AMBIGUOUS;
    for (Diagnosis diagnosis : found) {
      paragraph(isAmbiguous ? diagnosis.id() + ": " + diagnosis.because() : diagnosis.because());
    }
    Fix fix = found.getFirst().fix();
    if (fix != null) {
      String verb = fix.after() > 0 ? "move after line " + fix.after() : "write";
      text.append(INDENT).append(verb).append(": ").append(style.right(fix.text())).append('\n');
    }
  }

  private void note(String name, int line, String id, String because) {
    String where = line > 0 ? ", line " + line : "";
    text.append('\n').append(style.strong(name)).append(where).append(": ").append(id);
    text.append('\n');
    paragraph(because);
  }

  private void paragraph(String sentence) {
    for (String line : lines(sentence, Math.max(20, width - INDENT.length()))) {
      text.append(INDENT).append(line).append('\n');
    }
  }

  private static List<String> lines(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
