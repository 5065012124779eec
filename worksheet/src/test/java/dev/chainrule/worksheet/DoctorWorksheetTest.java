package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.doctor.Diagnosis;
import dev.chainrule.check.doctor.Fix;
import dev.chainrule.check.experiment.Experiment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    Fix fix = diagnoses.getFirst().fix();
    if (isMended) {
      assertThat(fix).isNotNull();
    }
    if (fix != null) {
      int line = wrong.getFirst().line();
      SourceLines lines = new SourceLines(source, DoctorWorksheetTest::reading);
      Experiment mended =
          fix.after() == 0
              ? lines.replacing(line, fix.text())
              : lines.moving(line, fix.after(), fix.text());
      assertThat(Checker.check(mended).checks()).allMatch(c -> c.status().isRight());
    }
  }

  private static Fix fix(String source, String gradient) {
    Check check =
        Checker.check(reading(source)).checks().stream()
            .filter(c -> c.name().equals(gradient))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(check.diagnosis().getFirst().fix());
  }

  /// A batch norm with `line` as the gradient of its input.
  private static String batchNorm(String line) {
    return """
    import torch
    g = torch.Generator().manual_seed(3)
    n = 7
    x = torch.randn(n, 5, generator=g).requires_grad_()
    gain = (torch.randn(1, 5, generator=g) + 1.0).requires_grad_()
    pull = torch.randn(n, 5, generator=g)
    mean = 1 / n * x.sum(0, keepdim=True)
    var = 1 / (n - 1) * ((x - mean) ** 2).sum(0, keepdim=True)
    var_inv = (var + 1e-5) ** -0.5
    hat = (x - mean) * var_inv
    y = gain * hat
    loss = (y * pull).sum()
    dy = pull
    %s
    """
        .formatted(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n * dy - dy.sum(0) - hat * (dy * hat).sum(0)",
        "n * dy - n / (n - 1) * hat * (dy * hat).sum(0)",
        "n * dy - dy.sum(0)",
        "n * dy",
      })
  void aNormInOneLineIsMendedByItsShortForm(String sum) {
    String source = batchNorm("dx = gain * var_inv / n * (%s)".formatted(sum));
    assertThat(fix(source, "dx").text())
        .isEqualTo("dx = gain * var_inv * (dy - dy.mean(0) - hat * (dy * hat).sum(0) / (n - 1))");
  }

  @Test
  void aGradientOfAnotherShapeBeforeANormIsNoObstacle() {
    String source = batchNorm("dgain = (dy * hat).sum(0)\ndx = gain * var_inv * dgain");
    Check check = Checker.check(reading(source)).checks().getLast();
    assertThat(check.name()).isEqualTo("dx");
    assertThat(check.status().isRight()).isFalse();
  }

  @Test
  void onlyTheStatementAtFaultIsReplaced() {
    String source =
        """
        import torch
        x = torch.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True)
        n = 4
        y = torch.tanh(x)
        loss = (y**2).mean()
        dy = 2 * y / n; dx = 1.0 * y * dy; k = 1
        """;
    assertThat(fix(source, "dx")).isEqualTo(new Fix("dx = dy * (1 - y**2)", 0));
    assertThat(fix(source.replace("/ n;", "/ n**2;"), "dy"))
        .isEqualTo(new Fix("dy = 2 * y / n", 0));
  }

  @Test
  void aLineThatCameTooEarlyIsMoved() {
    String source =
        """
        import torch
        x = torch.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True)
        y = torch.tanh(x)
        loss = (y**2 + 3 * y).sum()
        dy = 2 * y
        dx = (1 - y**2) * dy
        dy += 3
        """;
    assertThat(fix(source, "dx")).isEqualTo(new Fix("dx = (1 - y**2) * dy", 7));
  }

  @Test
  void aNameThatIsBoundAgainIsWrittenOut() {
    String source =
        """
        import torch
        x = torch.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True)
        h = torch.tanh(x)
        loss = (h**2).sum()
        dh = 2 * h
        h = h * 0.5
        dx = (1 - h**2) * dh
        """;
    assertThat(fix(source, "dx").text()).isEqualTo("dx = dh * (1 - torch.tanh(x)**2)");
  }

  private static String read(String name) {
    try (InputStream in = DoctorWorksheetTest.class.getResourceAsStream("doctor/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
