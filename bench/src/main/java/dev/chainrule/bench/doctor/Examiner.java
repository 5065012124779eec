package dev.chainrule.bench.doctor;

import dev.chainrule.bench.doctor.Answer.Named;
import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.Status;
import dev.chainrule.check.doctor.Diagnosis;
import dev.chainrule.check.doctor.Diagnosis.Certainty;
import dev.chainrule.check.doctor.Fix;
import dev.chainrule.worksheet.Limits;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks the doctor about a worksheet and marks the answer.
///
/// What is asked is the text alone: the doctor is told neither where it comes from nor what is
/// wrong.
final class Examiner {
  private final Function<String, Report> doctor;

  /// @param doctor what makes a report of a worksheet's text
  Examiner(Function<String, Report> doctor) {
    this.doctor = doctor;
  }

  /// Asks `check`.
  static Examiner standard() {
    return new Examiner(
        source -> Checker.check(WorksheetExperiment.of(source, null, Limits.standard())));
  }

  Answer ask(Case question) {
    long start = System.nanoTime();
    Report report;
    try {
      report = doctor.apply(question.source());
    } catch (RuntimeException e) {
      Named failure = new Named(e.getClass().getSimpleName(), "", String.valueOf(e.getMessage()));
      long taken = System.nanoTime() - start;
      return new Answer(question, Verdict.FAILED, List.of(failure), List.of(), false, false, taken);
    }
    long taken = System.nanoTime() - start;
    return question.isRight()
        ? markRight(question, report, taken)
        : markBroken(question, report, taken);
  }

  private static Answer markRight(Case question, Report report, long taken) {
    List<String> elsewhere =
        report.checks().stream()
            .filter(check -> !check.status().isRight() || !check.diagnosis().isEmpty())
            .map(Examiner::words)
            .toList();
    Verdict verdict = elsewhere.isEmpty() ? Verdict.LEFT_IN_PEACE : Verdict.FALSE_ALARM;
    return new Answer(question, verdict, List.of(), elsewhere, false, false, taken);
  }

  private Answer markBroken(Case question, Report report, long taken) {
    Check step = find(report, question.gradient());
    if (step == null) {
      throw new IllegalStateException(
          "%s: the report has no %s".formatted(question.name(), question.gradient()));
    }
    List<Named> got = new ArrayList<>();
    for (Diagnosis diagnosis : step.diagnosis()) {
      got.add(new Named(diagnosis.id(), diagnosis.certainty().toString(), diagnosis.because()));
    }
    Verdict verdict = verdict(question, step);
    List<String> elsewhere =
        verdict == Verdict.NO_MISTAKE
            ? List.of()
            : report.checks().stream()
                .filter(check -> !check.equals(step) && isAccused(check))
                .map(Examiner::words)
                .toList();
    List<Fix> fixes =
        step.diagnosis().stream()
            .filter(diagnosis -> question.ids().contains(diagnosis.id()))
            .flatMap(diagnosis -> Stream.ofNullable(diagnosis.fix()))
            .toList();
    boolean mended = !fixes.isEmpty() && mends(question, step, fixes.getFirst());
    return new Answer(question, verdict, got, elsewhere, !fixes.isEmpty(), mended, taken);
  }

  private static boolean isAccused(Check check) {
    return check.status() == Status.WRONG
        || check.status() == Status.SHAPE
        || !check.diagnosis().isEmpty();
  }

  private static String words(Check check) {
    String ids = String.join(", ", check.diagnosis().stream().map(Diagnosis::id).toList());
    return "%s %s%s".formatted(check.name(), check.status(), ids.isEmpty() ? "" : " (" + ids + ")");
  }

  private static @Nullable Check find(Report report, String gradient) {
    return report.checks().stream()
        .filter(check -> check.name().equals(gradient))
        .findFirst()
        .orElse(null);
  }

  private static Verdict verdict(Case question, Check step) {
    if (step.status().isRight()) {
      return Verdict.NO_MISTAKE;
    }
    if (step.status() == Status.INHERITED) {
      return Verdict.MISPLACED;
    }
    List<String> ids = step.diagnosis().stream().map(Diagnosis::id).toList();
    if (ids.isEmpty()) {
      return Verdict.UNDIAGNOSED;
    }
    if (ids.contains(Mistakes.UNKNOWN)) {
      return Verdict.UNKNOWN;
    }
    if (ids.stream().noneMatch(question.ids()::contains)) {
      return Verdict.MISNAMED;
    }
    boolean alone = ids.size() == 1 && step.diagnosis().getFirst().certainty() == Certainty.UNIQUE;
    return alone ? Verdict.NAMED : Verdict.AMONG;
  }

  /// Whether the worksheet is right at this step when `fix` takes the place of the last line that
  /// wrote it, there or where it says that it belongs.
  private boolean mends(Case question, Check step, Fix fix) {
    List<String> lines = new ArrayList<>(question.source().lines().toList());
    String old = lines.get(step.line() - 1);
    String margin = old.substring(0, old.length() - old.stripLeading().length());
    String written = margin + fix.text();
    if (fix.after() == 0) {
      lines.set(step.line() - 1, written);
    } else {
      lines.add(fix.after(), written);
      lines.remove(step.line() - 1);
    }
    try {
      Check mended = find(doctor.apply(String.join("\n", lines) + "\n"), question.gradient());
      return mended != null && mended.status().isRight();
    } catch (WorksheetException e) {
      return false;
    }
  }
}
