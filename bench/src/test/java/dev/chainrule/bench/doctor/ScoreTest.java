package dev.chainrule.bench.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.bench.doctor.Answer.Named;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static Answer broken(String id, Verdict verdict, String got) {
    Case question = new Case("m/0 dx " + id, List.of(id), "dx", "");
    return new Answer(
        question,
        verdict,
        List.of(new Named(got, "unique", "")),
        List.of(),
        false,
        false,
        1_000_000);
  }

  private static Answer right(Verdict verdict) {
    Case question = new Case("m/0", List.of(), "", "");
    return new Answer(question, verdict, List.of(), List.of(), false, false, 2_000_000);
  }

  private static Score score(Answer... answers) {
    Score score = new Score();
    List.of(answers).forEach(score::add);
    return score;
  }

  @Test
  void countsByMistake() {
    Score score =
        score(
            broken("sign", Verdict.NAMED, "sign"),
            broken("sign", Verdict.MISNAMED, "detached"),
            broken("detached", Verdict.AMONG, "sign"),
            broken("detached", Verdict.NO_MISTAKE, "sign"),
            right(Verdict.LEFT_IN_PEACE));
    Score.Line sign =
        score.lines().stream().filter(line -> line.id().equals("sign")).findFirst().orElseThrow();
    assertThat(sign.cases()).isEqualTo(2);
    assertThat(sign.of(Verdict.NAMED)).isEqualTo(1);
    assertThat(sign.wrongly()).containsEntry("detached", 1);
    assertThat(score.total().cases()).isEqualTo(3);
    assertThat(score.noMistake()).isEqualTo(1);
    assertThat(score.right()).isEqualTo(1);
    assertThat(score.slowestMilliseconds()).isEqualTo(2);
  }

  @Test
  void aFalseAlarmMissesTheTarget() {
    Answer[] found = {broken("sign", Verdict.NAMED, "sign"), right(Verdict.LEFT_IN_PEACE)};
    assertThat(score(found).meetsTargets()).isTrue();
    assertThat(score(found[0], right(Verdict.FALSE_ALARM)).meetsTargets()).isFalse();
    assertThat(score(found[0], right(Verdict.FAILED)).meetsTargets()).isFalse();
  }

  @Test
  void oneMisnamedInAHundredMissesTheTarget() {
    Score score = new Score();
    for (int i = 0; i < 99; i++) {
      score.add(broken("sign", Verdict.NAMED, "sign"));
    }
    assertThat(score.meetsTargets()).isTrue();
    score.add(broken("sign", Verdict.MISNAMED, "detached"));
    assertThat(score.misnamedPart()).isEqualTo(0.01);
    assertThat(score.meetsTargets()).isFalse();
  }

  @Test
  void tooManyUnknownMissTheTarget() {
    assertThat(
            score(broken("sign", Verdict.NAMED, "sign"), broken("sign", Verdict.UNKNOWN, "unknown"))
                .meetsTargets())
        .isFalse();
  }

  @Test
  void theTableHasALineForEachMistake() {
    String text = new ScoreTable(score(broken("sign", Verdict.MISNAMED, "detached"))).text();
    assertThat(text)
        .contains("missing-batch-mean")
        .containsPattern("sign +1 +1 +detached 1\n")
        .contains("misnamed: 1 of 1 broken worksheets, 100.00 % (target: at most 0.5 %)");
  }
}
