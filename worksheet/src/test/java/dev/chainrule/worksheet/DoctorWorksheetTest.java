package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.doctor.Diagnosis;
import dev.chainrule.check.experiment.Experiment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A worksheet for each mistake that the doctor names, in `doctor/`, by the mistake's id. Its first
/// line says which gradient is wrong, the names that are to be given to the mistake, and `mended`
/// where a line that mends it is to be found.
class DoctorWorksheetTest {
  private static Experiment reading(String text) {
    return WorksheetExperiment.of(text, null);
  }

  static List<String> ids() {
    return read("IDS.txt").lines().toList();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theMistakeIsNamedAndMended(String id) {
    String source = read(id + ".py");
    List<String> expected =
        Arrays.asList(source.lines().findFirst().orElseThrow().replaceFirst("#: ", "").split(" "));
    String name = expected.getFirst();
    boolean isMended = expected.contains("mended");
    List<String> names = expected.subList(1, expected.size() - (isMended ? 1 : 0));

    Report report = Checker.check(reading(source));
    List<Check> wrong = report.checks().stream().filter(c -> !c.status().isRight()).toList();
    assertThat(wrong).extracting(Check::name).containsExactly(name);
    List<Diagnosis> diagnoses = wrong.getFirst().diagnosis();
    assertThat(diagnoses).extracting(Diagnosis::id).containsExactlyElementsOf(names).contains(id);
    assertThat(diagnoses).allMatch(d -> !d.because().isBlank() && !d.because().endsWith("."));
    String fix = diagnoses.getFirst().fix();
    if (isMended) {
      assertThat(fix).isNotNull();
    }
    if (fix != null) {
      Experiment mended =
          new SourceLines(source, DoctorWorksheetTest::reading)
              .replacing(wrong.getFirst().line(), fix);
      assertThat(Checker.check(mended).checks()).allMatch(c -> c.status().isRight());
    }
  }

  private static String read(String name) {
    try (InputStream in = DoctorWorksheetTest.class.getResourceAsStream("doctor/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
