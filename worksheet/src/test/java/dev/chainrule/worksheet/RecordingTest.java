package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Run.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a run tells about the names of a worksheet.
class RecordingTest {
  private static Run run(String source) {
    return WorksheetExperiment.of("import torch\n" + source, null).run(Precision.OWN);
  }

  private static Step step(Run run, String name) {
    return run.steps().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  private static HandGradient gradient(Run run, String name) {
    return run.gradients().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static double[] values(Tensor tensor) {
    return tensor.toDoubleArray();
  }

  @Test
  void aStepHasTheLastOperationOfItsLine() {
    Run run =
        run(
            """
            x = torch.tensor([1.0, 2.0])
            W = torch.randn(2, 3)
            b = torch.zeros(3)
            z = x @ W + b
            t = z.view(3, 1).T
            p = (z * z).sum()
            i = x[0]
            q = -torch.exp(i) ** 2
            loss = p + q + t.sum()
            """);
    assertThat(run.steps())
        .extracting(Step::name, Step::operation, Step::line)
        .containsExactly(
            tuple("x", "leaf", 2),
            tuple("W", "leaf", 3),
            tuple("b", "leaf", 4),
            tuple("z", "add", 5),
            tuple("t", "T", 6),
            tuple("p", "sum", 7),
            tuple("i", "index", 8),
            tuple("q", "neg", 9),
            tuple("loss", "add", 10));
  }

  @Test
  void aNameMeansWhatItMeantWhenTheLossWasComputed() {
    Run run =
        run(
            """
            w = torch.tensor([1.0, 2.0], requires_grad=True)
            for step in range(3):
                loss = (w * w).sum()
                w.grad = None
                loss.backward()
                dw = 2 * w
                for p in [w]:
                    p.data -= 0.25 * p.grad
            """);
    assertThat(values(step(run, "w").value())).containsExactly(0.25, 0.5);
    assertThat(values(gradient(run, "dw").value())).containsExactly(0.5, 1.0);
    assertThat(gradient(run, "dw").line()).isEqualTo(7);
    assertThat(step(run, "w").wantsGrad()).isTrue();
  }

  @Test
  void theGraphOfALossOutlivesAnUpdateInPlace() {
    Run run =
        run(
            """
            w = torch.tensor([1.0, 2.0], requires_grad=True)
            loss = (w * w).sum()
            loss.backward()
            with torch.no_grad():
                w -= 0.1 * w.grad
            """);
    Tensor loss = run.losses().getFirst().value();
    Tensor w = step(run, "w").value();
    assertThat(values(Gradients.of(loss, List.of(w)).getFirst())).containsExactly(2.0, 4.0);
  }

  @Test
  void writesThroughAliasesAndViewsAreWritesToTheName() {
    Run run =
        run(
            """
            x = torch.ones(4)
            loss = (x * x).sum()
            dx = torch.zeros(4)
            other = dx
            other[0] = 1.0
            dx.view(2, 2)[1] += 2.0
            rows = [dx]
            for r in rows:
                r[1] = 5.0
            """);
    HandGradient dx = gradient(run, "dx");
    assertThat(values(dx.value())).containsExactly(1, 5, 2, 2);
    assertThat(dx.line()).isEqualTo(10);
  }

  @Test
  void aViewWithANameIsWrittenWithItsBase() {
    Run run =
        run(
            """
            x = torch.ones(2)
            loss = (x * x).sum()
            buffer = torch.zeros(2, 2)
            dx = buffer[0]
            buffer += 3.0
            """);
    assertThat(values(gradient(run, "dx").value())).containsExactly(3, 3);
    assertThat(gradient(run, "dx").line()).isEqualTo(6);
  }

  @Test
  void aWriteInAFunctionIsAWriteToTheNameOutside() {
    Run run =
        run(
            """
            def add(t, value):
                row = t[0]
                row += value
            x = torch.ones(2)
            dx = torch.zeros(2, 2)
            factor = 2.0
            loss = (x * x).sum()
            add(dx, 5.0)
            dx = dx[0]
            add(dx.view(1, 2), factor)
            """);
    assertThat(values(gradient(run, "dx").value())).containsExactly(7, 7);
    assertThat(gradient(run, "dx").line()).isEqualTo(4);
  }

  @Test
  void wantingAGradientLaterIsNoWrite() {
    Run run =
        run(
            """
            a = torch.ones(2)
            b = torch.ones(2)
            for p in [a]:
                p.requires_grad = True
            b.requires_grad_()
            loss = (a * b).sum()
            """);
    assertThat(step(run, "a").wantsGrad()).isTrue();
    assertThat(step(run, "a").line()).isEqualTo(2);
    assertThat(step(run, "b").wantsGrad()).isTrue();
    assertThat(step(run, "b").line()).isEqualTo(3);
    assertThat(step(run, "loss").wantsGrad()).isFalse();
  }

  @Test
  void theLossIsWhatBackwardWasCalledOn() {
    Run run =
        run(
            """
            x = torch.ones(2, requires_grad=True)
            error = (x * x).sum()
            loss = error * 2
            def go(t):
                t.backward()
            go(error)
            """);
    assertThat(run.losses()).extracting(Run.Loss::name).containsExactly("error", "loss");
  }

  @Test
  void aPlainNumberIsATensorWithoutDimensions() {
    Run run =
        run(
            """
            x = torch.tensor(3.0)
            loss = x * x
            dx = 0.1
            dloss = 1
            """);
    assertThat(gradient(run, "dx").value().shape().rank()).isZero();
    assertThat(values(gradient(run, "dx").value())).containsExactly((double) 0.1f);
    assertThat(values(gradient(run, "dloss").value())).containsExactly(1);
  }

  @Test
  void theTwinHasWhatWasTypedAndWhatWasDrawn() {
    WorksheetExperiment experiment =
        WorksheetExperiment.of(
            """
            import torch
            torch.manual_seed(3)
            a = torch.tensor(0.1)
            b = torch.randn(3)
            c = torch.full((2,), 1 / 3)
            d = torch.tensor([1, 2]) / 3
            loss = a * b.sum() * c.sum() * d.sum()
            """,
            null);
    Run own = experiment.run(Precision.OWN);
    Run twin = experiment.run(Precision.DOUBLE);
    assertThat(values(step(twin, "a").value())).containsExactly(0.1);
    assertThat(values(step(twin, "b").value())).isEqualTo(values(step(own, "b").value()));
    assertThat(values(step(twin, "c").value())).containsExactly(1.0 / 3, 1.0 / 3);
    assertThat(values(step(twin, "d").value())).containsExactly(1.0 / 3, 2.0 / 3);
    assertThat(values(step(own, "a").value())).containsExactly((double) 0.1f);
  }

  @Test
  void aLongLoopForgetsWhatNobodyCanAskFor() {
    Run run =
        run(
            """
            x = torch.zeros(1000)
            early = torch.ones(1000)
            for i in range(3000):
                x = early * i
                y = x + 1
                loss = (y * y).sum()
                dy = 2 * y
                late = x * 2
            """);
    assertThat(values(step(run, "x").value())[0]).isEqualTo(2999);
    assertThat(values(step(run, "early").value())[0]).isEqualTo(1);
    assertThat(values(gradient(run, "dy").value())[0]).isEqualTo(6000);
    assertThat(values(step(run, "late").value())[0]).isEqualTo(5998);
  }
}
