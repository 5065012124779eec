package dev.chainrule.bench.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.doctor.Diagnosis;
import dev.chainrule.check.doctor.Diagnosis.Certainty;
import dev.chainrule.check.doctor.Fix;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExaminerTest {
  private static final String BROKEN =
      """
      import torch
      x = torch.tensor([1.0, 2.0, 5.0])
      y = torch.tanh(x)
      loss = (y * y).sum()
      dy = 2 * y
      dx = -(1 - y**2) * dy
      """;
  private static final Case SIGN = new Case("a", List.of("sign"), "dx", BROKEN);
  private static final Case RIGHT =
      new Case("b", List.of(), "", BROKEN.replace("-(1 - y**2)", "(1 - y**2)"));

  /// A doctor that says this of `dx`, whatever is wrong, and nothing of the rest.
  private static Examiner saying(Diagnosis... diagnosis) {
    return new Examiner(report("dx", diagnosis));
  }

  private static Function<String, Report> report(String step, Diagnosis... diagnosis) {
    return source -> {
      Report report = Checker.check(WorksheetExperiment.of(source, null));
      List<Check> checks =
          report.checks().stream()
              .map(check -> check.name().equals(step) ? with(check, List.of(diagnosis)) : check)
              .toList();
      return new Report(report.loss(), report.output(), checks, report.remarks());
    };
  }

  private static Check with(Check check, List<Diagnosis> diagnosis) {
    return new Check(
        check.name(),
        check.of(),
        check.status(),
        check.maxAbsDiff(),
        check.maxRelDiff(),
        check.shape(),
        check.expectedShape(),
        check.line(),
        check.inheritedFrom(),
        diagnosis,
        check.notes());
  }

  private static Diagnosis named(String id, Certainty certainty, String fix) {
    return new Diagnosis(id, certainty, "", fix == null ? null : new Fix(fix, 0));
  }

  @Test
  void theMistakeAloneIsNamed() {
    Answer answer = saying(named("sign", Certainty.UNIQUE, "dx = (1 - y**2) * dy")).ask(SIGN);
    assertThat(answer.verdict()).isEqualTo(Verdict.NAMED);
    assertThat(answer.offered()).isTrue();
    assertThat(answer.mended()).isTrue();
    assertThat(answer.isMiss()).isFalse();
  }

  @Test
  void aFixThatDoesNotMendIsAMiss() {
    Answer answer = saying(named("sign", Certainty.UNIQUE, "dx = y * dy")).ask(SIGN);
    assertThat(answer.verdict()).isEqualTo(Verdict.NAMED);
    assertThat(answer.mended()).isFalse();
    assertThat(answer.isMiss()).isTrue();
  }

  @Test
  void anotherNameAloneIsMisnamed() {
    assertThat(saying(named("detached", Certainty.UNIQUE, null)).ask(SIGN).verdict())
        .isEqualTo(Verdict.MISNAMED);
  }

  @Test
  void theMistakeAmongOthersIsFoundWithoutBeingNamed() {
    Diagnosis[] several = {
      named("detached", Certainty.AMBIGUOUS, null), named("sign", Certainty.AMBIGUOUS, null)
    };
    assertThat(saying(several).ask(SIGN).verdict()).isEqualTo(Verdict.AMONG);
  }

  @Test
  void othersWithoutTheMistakeAreMisnamed() {
    Diagnosis[] several = {
      named("detached", Certainty.AMBIGUOUS, null), named("hard-coded", Certainty.AMBIGUOUS, null)
    };
    assertThat(saying(several).ask(SIGN).verdict()).isEqualTo(Verdict.MISNAMED);
  }

  @Test
  void unknownIsNeitherFoundNorMisnamed() {
    assertThat(saying(named("unknown", Certainty.NONE, null)).ask(SIGN).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(saying().ask(SIGN).verdict()).isEqualTo(Verdict.UNDIAGNOSED);
  }

  @Test
  void aMistakeThatIsNoneIsLeftOut() {
    Case none = new Case("c", List.of("sign"), "dx", RIGHT.source());
    Answer answer = saying().ask(none);
    assertThat(answer.verdict()).isEqualTo(Verdict.NO_MISTAKE);
    assertThat(answer.isMistake()).isFalse();
  }

  @Test
  void aDiagnosisOfARightWorksheetIsAFalseAlarm() {
    assertThat(saying().ask(RIGHT).verdict()).isEqualTo(Verdict.LEFT_IN_PEACE);
    assertThat(saying(named("sign", Certainty.UNIQUE, null)).ask(RIGHT).verdict())
        .isEqualTo(Verdict.FALSE_ALARM);
    Case wrong = new Case("d", List.of(), "", BROKEN);
    assertThat(saying().ask(wrong).verdict()).isEqualTo(Verdict.FALSE_ALARM);
  }

  @Test
  void aDiagnosisOfAnotherStepIsElsewhere() {
    Examiner examiner = new Examiner(report("dy", named("sign", Certainty.UNIQUE, null)));
    assertThat(examiner.ask(SIGN).elsewhere()).containsExactly("dy exact (sign)");
  }

  @Test
  void aStepThatOnlyInheritsIsMisplaced() {
    String source = BROKEN.replace("dy = 2 * y", "dy = y").replace("-(1", "(1");
    Case inherited = new Case("e", List.of("sign"), "dx", source);
    assertThat(saying().ask(inherited).verdict()).isEqualTo(Verdict.MISPLACED);
  }

  @Test
  void aCheckThatBreaksDownFailed() {
    Examiner examiner =
        new Examiner(
            source -> {
              throw new IllegalStateException("no");
            });
    assertThat(examiner.ask(SIGN).verdict()).isEqualTo(Verdict.FAILED);
  }
}
