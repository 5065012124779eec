package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.GradMode;
import dev.chainrule.check.Style;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.explain.Derivation;
import dev.chainrule.check.explain.DerivationText;
import dev.chainrule.check.explain.Explanation;
import dev.chainrule.check.explain.ExplanationText;
import dev.chainrule.check.explain.QuestionException;
import dev.chainrule.check.explain.Subject;
import dev.chainrule.report.Examples;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
  @TempDir private Path folder;

  private String example(String name) throws IOException {
    return Files.writeString(folder.resolve(name), Examples.read(name)).toString();
  }

  @Test
  void anEntryIsTheSumThatItsNumberIs() throws IOException {
    assertThat(Cli.run("explain", example("three_parameters.py"), "w[1]").out())
        .isEqualTo(
            """
            Why dw[1] is -0.0826
              Its way: loss → y_hat → h → z → w.

            dw[1] = -0.0826, where w[1] = 0.6000 (line 17)
              By way of w * x in z (line 21), from the rule of mul:
                dw[1] = d(w * x) * x
                  = (-0.1651) * 0.5000
                  = -0.0826
              ✓ The sum is the gradient of the backward pass.
            """);
  }

  @Test
  void aGradientByHandMeansItsVariable() throws IOException {
    Cli byName = Cli.run("explain", example("three_parameters.py"), "dv");
    assertThat(byName.code()).isZero();
    assertThat(byName.out())
        .startsWith("The gradient of loss with respect to v [] (line 18)\n")
        // It is one number, so that is explained too.
        .contains("Why dv is -0.6220\n");
  }

  @Test
  void jsonHoldsTheSumAndItsTerms() throws IOException {
    Cli cli = Cli.run("explain", example("ninja.py"), "W1[3,-1]", "--json", "--terms", "2");
    assertThat(cli.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(cli.out());
    assertThat(json.get("derivation").isNull()).isTrue();
    JsonNode entry = json.get("explanation").get("entries").get(0);
    assertThat(entry.get("index").toString()).isEqualTo("[3,63]");
    JsonNode use = entry.get("uses").get(0);
    assertThat(use.get("rule").asText()).isEqualTo("embcatᵀ @ d(embcat @ W1)");
    assertThat(use.get("terms")).hasSize(2);
    assertThat(use.get("others").asInt()).isEqualTo(30);
    double sum = use.get("others_sum").asDouble();
    for (JsonNode term : use.get("terms")) {
      sum += term.get("product").asDouble();
    }
    assertThat(sum).isCloseTo(entry.get("gradient").asDouble(), within(1e-12));
  }

  @Test
  void aVariableIsDerivedWithTheShortFormOfWhatItGoesInto() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(Cli.run("explain", example("ninja.py"), "hprebn", "--json").out());
    JsonNode collapse = json.get("derivation").get("collapse");
    assertThat(collapse.get("kind").asText()).isEqualTo("norm");
    assertThat(collapse.get("lines")).allMatch(line -> line.get("agrees").asBoolean());
    assertThat(json.get("explanation").isNull()).isTrue();
  }

  @Test
  void formulasComeInLatexAndMarkdown() throws IOException {
    String file = example("three_parameters.py");
    assertThat(Cli.run("explain", file, "z", "--latex").out())
        .contains("\\subsection*{Why dz is -0.1651}")
        .contains("  d\\mathit{z} &= d\\mathit{h} \\odot (\\mathit{h} \\odot (1 - \\mathit{h}))");
    assertThat(Cli.run("explain", file, "z", "--markdown").out())
        .contains("## Why dz is -0.1651\n")
        .contains("$$\n\\begin{aligned}\n");
  }

  private void refuses(String subject, String sentence) throws IOException {
    String file = example("ninja.py");
    Cli cli = Cli.run("explain", file, subject);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err().strip()).isEqualTo(file + ": explain: " + sentence);
  }

  @Test
  void aQuestionWithoutAnAnswerSaysWhy() throws IOException {
    refuses("W3", "there is no variable W3; did you mean 'W1'?");
    refuses("Yb", "Yb has no gradient: it is int64, and only floats have one");
    refuses("W1[3]", "an entry of W1 needs 2 indices, for its shape is [30, 64]; given 1");
    refuses(
        "W1[3,64]",
        "index 64 is out of range for axis 1 of W1, whose shape is [30, 64] (valid: -64 to 63)");
  }

  @Test
  void depthIsForEntries() throws IOException {
    Cli cli = Cli.run("explain", example("ninja.py"), "W1", "--depth", "2");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).startsWith("--depth and --all are for an entry, as in 'W1[3,7]'\n");
  }

  @Test
  void anUnusableFileIsTwo() {
    Cli cli = Cli.run("explain", "nowhere.py", "w", "--json");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out())
        .isEqualTo(
            "{\"file\":\"nowhere.py\",\"error\":{\"message\":\"there is no such"
                + " file\",\"line\":null,\"column\":null}}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "three_parameters.py",
        "bag_of_words.py",
        "classifier_head.py",
        "ninja.py",
        "ninja_shortcuts.py"
      })
  void everyVariableOfEveryExampleAddsUp(String name) {
    Experiment experiment = WorksheetExperiment.of(Examples.read(name), null);
    Run run =
        GradMode.keepingValues(
            () -> {
              experiment.run(Precision.OWN);
              return experiment.run(Precision.DOUBLE);
            });
    Random random = new Random(7);
    int explained = 0;
    for (Run.Step step : run.steps()) {
      boolean isGradient = run.gradients().stream().anyMatch(g -> g.name().equals(step.name()));
      if (isGradient) {
        continue;
      }
      try {
        check(run, step, random);
        explained++;
      } catch (QuestionException e) {
        assertThat(e).hasMessageContaining("has no gradient");
      }
    }
    assertThat(explained).isGreaterThan(5);
  }

  private static void check(Run run, Run.Step step, Random random) {
    Derivation derivation = Derivation.of(run, step.name());
    assertThat(derivation.agrees()).as(step.name()).isTrue();
    assertThat(DerivationText.of(derivation).text(Style.PLAIN, 80)).doesNotContain("✗");
    for (int i = 0; i < 3; i++) {
      List<Integer> index = new ArrayList<>();
      for (int size : step.value().shape().toArray()) {
        index.add(random.nextInt(size));
      }
      Explanation explanation =
          Explanation.of(run, Subject.parse(step.name() + index), new Explanation.Extent(3, 4));
      assertThat(explanation.agrees()).as(explanation.subject()).isTrue();
      assertThat(ExplanationText.of(explanation).text(Style.PLAIN, 80)).doesNotContain("✗");
    }
  }
}
