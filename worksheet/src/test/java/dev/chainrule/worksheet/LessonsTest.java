package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.Status;
import dev.chainrule.check.Trace;
import dev.chainrule.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The numbers that the source documents print, to the digits that they print; each test names the
/// item of the list of lessons that it covers.
class LessonsTest {
  private static Trace trace(String source) {
    return Trace.of(WorksheetExperiment.of(source, null));
  }

  private static String example(String name) throws IOException {
    return Files.readString(Path.of("..", "examples", name));
  }

  private static Trace.Step step(Trace trace, String name) {
    return trace.steps().stream()
        .filter(step -> step.forward().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no step " + name));
  }

  /// The value of a step to `digits` decimals.
  private static String value(Trace trace, String name, int digits) {
    return printed(step(trace, name).forward().value().array(), digits);
  }

  private static String grad(Trace trace, String name, int digits) {
    NdArray grad = step(trace, name).grad();
    assertThat(grad).as("gradient of " + name).isNotNull();
    return printed(grad, digits);
  }

  private static String printed(NdArray array, int digits) {
    StringBuilder text = new StringBuilder();
    for (double element : array.toDoubles()) {
      // Zeros print without a sign.
      double positive = element == 0 ? 0 : element;
      String number = String.format(Locale.ROOT, "%." + digits + "f", positive);
      text.append(text.isEmpty() ? "" : " ").append(number);
    }
    return text.toString();
  }

  @Test
  void s02BagOfWordsForward() throws IOException {
    Trace trace = trace(example("bag_of_words.py"));
    assertThat(value(trace, "e", 0)).isEqualTo("0 1 0 0 0 1");
    assertThat(value(trace, "h", 1)).isEqualTo("0.0 0.5 0.5");
    assertThat(value(trace, "z", 1)).isEqualTo("0.0 0.5 0.5 0.5");
    assertThat(value(trace, "p", 4)).isEqualTo("0.1682 0.2773 0.2773 0.2773");
    assertThat(value(trace, "loss", 4)).isEqualTo("1.2827");
  }

  @Test
  void s03BagOfWordsBackward() throws IOException {
    Trace trace = trace(example("bag_of_words.py"));
    assertThat(grad(trace, "p", 4)).isEqualTo("0.0000 0.0000 0.0000 -3.6065");
    assertThat(grad(trace, "z", 4)).isEqualTo("0.1682 0.2773 0.2773 -0.7227");
    assertThat(grad(trace, "h", 4)).isEqualTo("-0.1932 -0.0841 -0.0841");
    assertThat(grad(trace, "W_unembed", 4))
        .isEqualTo(
            "0.0000 0.0000 0.0000 0.0000 0.0841 0.1386 0.1386 -0.3614"
                + " 0.0841 0.1386 0.1386 -0.3614");
    assertThat(grad(trace, "e", 4)).isEqualTo("-0.0966 -0.0420 -0.0420 -0.0966 -0.0420 -0.0420");
    assertThat(grad(trace, "W_embed", 4))
        .isEqualTo(
            "0.0000 0.0000 0.0000 -0.0966 -0.0420 -0.0420 -0.0966 -0.0420 -0.0420"
                + " 0.0000 0.0000 0.0000");
  }

  @Test
  void s04ARepeatedTokenSums() throws IOException {
    Report report = Checker.check(WorksheetExperiment.of(example("bag_of_words.py"), null));
    assertThat(report.checks()).extracting(Check::name).contains("dL_dW_embed_again");
    assertThat(report.isRight()).isTrue();
    Trace trace = trace(example("bag_of_words.py"));
    assertThat(grad(trace, "W_embed_again", 4))
        .isEqualTo(
            "0.0000 0.0000 0.0000 -0.2135 0.0564 -0.2135 0.0000 0.0000 0.0000"
                + " 0.0000 0.0000 0.0000");
  }

  @Test
  void s21ThreeParametersForward() throws IOException {
    Trace trace = trace(example("three_parameters.py"));
    assertThat(value(trace, "z", 4)).isEqualTo("0.7000");
    assertThat(value(trace, "h", 4)).isEqualTo("0.6682");
    assertThat(value(trace, "y_hat", 4)).isEqualTo("0.5346");
    assertThat(value(trace, "loss", 4)).isEqualTo("0.2166");
  }

  /// The second entry of dw is −0.0826, where the source prints −0.0825.
  @Test
  void s22ThreeParametersBackward() throws IOException {
    Trace trace = trace(example("three_parameters.py") + "slope = h * (1 - h)\n");
    assertThat(grad(trace, "y_hat", 4)).isEqualTo("-0.9309");
    assertThat(grad(trace, "v", 4)).isEqualTo("-0.6220");
    assertThat(grad(trace, "h", 4)).isEqualTo("-0.7447");
    assertThat(value(trace, "slope", 4)).isEqualTo("0.2217");
    assertThat(grad(trace, "z", 4)).isEqualTo("-0.1651");
    assertThat(grad(trace, "w", 4)).isEqualTo("-0.1651 -0.0826");
  }

  /// The script that checks a hand derivation with `math.isclose` runs as it is.
  @Test
  void s24TheCheckScriptPrintsItsLines() {
    String script =
        """
        import math
        import torch
        x = torch.tensor([1.0, 0.5])
        w = torch.tensor([0.4, 0.6], requires_grad=True)
        v = torch.tensor(0.8, requires_grad=True)
        z = (w * x).sum()
        h = torch.sigmoid(z)
        y_hat = v * h
        loss = (y_hat - 1.0) ** 2
        loss.backward()
        print(f"z={z.item():.4f} h={h.item():.4f} y_hat={y_hat.item():.4f} loss={loss.item():.4f}")
        print(f"w1={w.grad[0].item():.4f} w2={w.grad[1].item():.4f} v={v.grad.item():.4f}")
        for got, hand in [(w.grad[0], -0.1651), (w.grad[1], -0.0826), (v.grad, -0.6220)]:
            assert math.isclose(got.item(), hand, abs_tol=1e-4)
        print("✓")
        """;
    assertThat(trace(script).output())
        .isEqualTo(
            """
            z=0.7000 h=0.6682 y_hat=0.5346 loss=0.2166
            w1=-0.1651 w2=-0.0826 v=-0.6220
            ✓
            """);
  }

  @Test
  void s42TheWeightGradientHasTheShapeOfTheWeight() {
    Trace trace =
        trace(
            """
            import torch
            X = torch.ones(32, 100)
            W = torch.zeros(100, 10, requires_grad=True)
            Y = X @ W
            loss = Y.sum()
            """);
    NdArray dW = step(trace, "W").grad();
    assertThat(dW).isNotNull();
    assertThat(dW.shape()).isEqualTo(Shape.of(100, 10));
  }

  @Test
  void s44TheBiasIsSummedAlongTheAxisItWasRepeatedOn() throws IOException {
    Trace trace = trace(example("classifier_head.py"));
    assertThat(grad(trace, "c", 2)).isEqualTo("-1.73 -1.10 0.57 -0.69");
  }

  /// The other axis has another shape, unless the matrix is square: then only the values tell.
  @Test
  void s44TheWrongAxisShowsInTheShapeOrOnlyInTheValues() throws IOException {
    String source = example("classifier_head.py");
    assertThat(status(source.replace("dL_dc = dL_dY.sum(0)", "dL_dc = dL_dY.sum(1)"), "dL_dc"))
        .satisfies(check -> assertThat(check.shape()).isEqualTo(Shape.of(3)))
        .satisfies(check -> assertThat(check.status()).isEqualTo(Status.WRONG));
    assertThat(status(source.replace("db = dlogits.sum(0)", "db = dlogits.sum(1)"), "db"))
        .satisfies(check -> assertThat(check.shape()).isEqualTo(check.expectedShape()))
        .satisfies(check -> assertThat(check.status()).isEqualTo(Status.WRONG));
  }

  private static Check status(String source, String name) {
    return Checker.check(WorksheetExperiment.of(source, null)).checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void s45TheGradientOfABiasHasSixtyFourEntries() {
    Trace trace =
        trace(
            """
            import torch
            X = torch.ones(32, 64)
            b = torch.zeros(64, requires_grad=True)
            Y = X + b
            loss = Y.sum()
            """);
    NdArray db = step(trace, "b").grad();
    assertThat(db).isNotNull();
    assertThat(db.shape()).isEqualTo(Shape.of(64));
  }

  @Test
  void s46TheCollapseOfSoftmaxAndCrossEntropy() {
    Trace trace =
        trace(
            """
            import torch
            import torch.nn.functional as F
            z = torch.tensor([2.0, 1.0, 0.1], requires_grad=True)
            y = torch.tensor([1.0, 0.0, 0.0])
            L = -(y * F.log_softmax(z, dim=0)).sum()
            """);
    assertThat(grad(trace, "z", 3)).isEqualTo("-0.341 0.242 0.099");
    assertThat(value(trace, "L", 4)).isEqualTo("0.4170");
  }

  /// Only Σy = 1 is used, so labels that spread it over several classes collapse the same way.
  @Test
  void s46SoftLabelsCollapseToo() {
    assertThat(
            status(
                    """
                    import torch
                    import torch.nn.functional as F
                    z = torch.tensor([2.0, 1.0, 0.1], requires_grad=True)
                    y = torch.tensor([0.7, 0.2, 0.1])
                    L = -(y * F.log_softmax(z, dim=0)).sum()
                    dz = F.softmax(z, dim=0) - y
                    """,
                    "dz")
                .status()
                .isRight())
        .isTrue();
  }
}
