package dev.chainrule.bench.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorpusTest {
  @Test
  void everyModelCanBeRead() throws IOException {
    assertThat(Models.all()).hasSizeGreaterThanOrEqualTo(14);
  }

  @Test
  void aModelGivesBrokenWorksheetsAndRightOnes() throws IOException {
    Model model =
        Models.all().stream()
            .filter(m -> m.name().equals("three_parameters"))
            .findFirst()
            .orElseThrow();
    Corpus corpus = Corpus.of(List.of(model), 1);
    assertThat(corpus.broken()).hasSizeGreaterThan(20);
    assertThat(corpus.right()).hasSizeGreaterThan(20);
    assertThat(corpus.broken()).extracting(Case::source).doesNotHaveDuplicates();
    for (Case right : corpus.right()) {
      assertThat(Examiner.standard().ask(right).verdict()).isEqualTo(Verdict.LEFT_IN_PEACE);
    }
  }

  @Test
  void theSameSeedGivesTheSameWorksheets() throws IOException {
    List<Model> some = Models.all().subList(0, 2);
    assertThat(Corpus.of(some, 3).broken()).isEqualTo(Corpus.of(some, 3).broken());
    assertThat(RightPrograms.draw(3, 5)).isEqualTo(RightPrograms.draw(3, 5));
    assertThat(RightPrograms.draw(3, 5)).isNotEqualTo(RightPrograms.draw(4, 5));
  }

  @Test
  void randomProgramsAreRight() {
    for (Case program : RightPrograms.draw(11, 40)) {
      Answer answer = Examiner.standard().ask(program);
      assertThat(answer.verdict()).as(program.source()).isEqualTo(Verdict.LEFT_IN_PEACE);
    }
  }

  @Test
  void everyVariableOfARandomProgramHasAGradient() {
    String source = RightPrograms.draw(5, 1).getFirst().source();
    Report report = Checker.check(WorksheetExperiment.of(source, null));
    long variables = source.lines().filter(line -> line.matches("v\\d+ = .*")).count();
    assertThat(report.checks()).hasSize((int) variables);
  }
}
