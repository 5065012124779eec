package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.HandWritten;
import dev.chainrule.shape.Shape;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Each status, from a backward pass written in Java.
class CheckerTest {
  private static Report check(Consumer<HandWritten.Pass> pass) {
    return Checker.check(HandWritten.of(pass));
  }

  private static Check of(Report report, String name) {
    return report.checks().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /// S2.1 and S2.2: three parameters, with a factor on each gradient so that it can be made wrong.
  private static Report threeParameters(double factorOnZ, double factorOnW) {
    return check(
        pass -> {
          Tensor x = pass.leaf("x", Tensor.of(new float[] {1f, 0.5f}));
          Tensor w = pass.leaf("w", Tensor.of(new float[] {0.4f, 0.6f}));
          Tensor v = pass.leaf("v", Tensor.scalar(0.8));
          Tensor z = pass.step("z", w.mul(x).sum());
          Tensor h = pass.step("h", z.sigmoid());
          Tensor guess = pass.step("guess", v.mul(h));
          pass.loss("loss", guess.sub(1).square());
          Tensor dguess = pass.gradient("guess", guess.sub(1).mul(2));
          pass.gradient("v", h.mul(dguess));
          Tensor dh = pass.gradient("h", v.mul(dguess));
          Tensor slope = h.mul(h.neg().add(1));
          Tensor dz = pass.gradient("z", slope.mul(dh).mul(factorOnZ));
          pass.gradient("w", x.mul(dz).mul(factorOnW));
        });
  }

  @Test
  void aRightPassIsRightEverywhere() {
    Report report = threeParameters(1, 1);
    assertThat(report.checks()).hasSize(5).allMatch(c -> c.status().isRight());
    assertThat(report.isRight()).isTrue();
    assertThat(report.loss().value().item()).isCloseTo(0.2166, within(5e-5));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.api.Assertions.within(offset);
  }

  @Test
  void aMistakeIsReportedWhereItIsMadeAndInheritedAfterwards() {
    Report report = threeParameters(2, 1);
    assertThat(of(report, "dh").status().isRight()).isTrue();
    assertThat(of(report, "dz").status()).isEqualTo(Status.WRONG);
    assertThat(of(report, "dw").status()).isEqualTo(Status.INHERITED);
    assertThat(of(report, "dw").inheritedFrom()).isEqualTo("dz");
    assertThat(report.isRight()).isFalse();
  }

  @Test
  void aSecondMistakeAfterAFirstIsItsOwn() {
    Report report = threeParameters(2, 3);
    assertThat(of(report, "dz").status()).isEqualTo(Status.WRONG);
    assertThat(of(report, "dw").status()).isEqualTo(Status.WRONG);
  }

  @Test
  void aSecondMistakeThatUndoesTheFirstIsRight() {
    assertThat(of(threeParameters(2, 0.5), "dw").status().isRight()).isTrue();
  }

  @Test
  void differencesAreTakenInTheOwnDtypes() {
    Check dz = of(threeParameters(2, 1), "dz");
    assertThat(dz.maxAbsDiff()).isCloseTo(0.1651, within(5e-5));
    assertThat(dz.maxRelDiff()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void roundingIsNotAMistake() {
    // The same derivative in another order of operations: equal in exact arithmetic only.
    Report report =
        check(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.randn(new Generator().manualSeed(1), 50));
              Tensor b = pass.step("b", a.exp().mul(a));
              pass.loss("loss", b.mean());
              pass.gradient("a", a.exp().mul(a.add(1)).div(50));
            });
    assertThat(of(report, "da").status()).isEqualTo(Status.APPROXIMATE);
    assertThat(of(report, "da").maxAbsDiff()).isPositive();
  }

  @Test
  void aRelativeErrorOfAMillionthIsAMistake() {
    Report report =
        check(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.of(new float[] {1, 2, 3}));
              pass.loss("loss", a.square().sum());
              pass.gradient("a", a.mul(2.000002));
            });
    assertThat(of(report, "da").status()).isEqualTo(Status.WRONG);
  }

  @Test
  void rightValuesInAnotherShapeAreSaidToBeSo() {
    Report report =
        check(
            pass -> {
              Tensor h = pass.leaf("h", Tensor.randn(new Generator().manualSeed(2), 8, 4));
              Tensor b = pass.leaf("b", Tensor.zeros(1, 4));
              Tensor y = pass.step("y", h.add(b));
              pass.loss("loss", y.square().mean());
              Tensor dy = pass.gradient("y", y.mul(2).div(32));
              pass.gradient("b", dy.sum(0, false));
            });
    Check db = of(report, "db");
    assertThat(db.status()).isEqualTo(Status.SHAPE);
    assertThat(db.shape()).isEqualTo(Shape.of(4));
    assertThat(db.expectedShape()).isEqualTo(Shape.of(1, 4));
    assertThat(db.maxAbsDiff()).isNull();
    assertThat(report.isRight()).isFalse();
  }

  @Test
  void whatReadsAGradientOfAnotherShapeIsNotAccused() {
    Report report =
        check(
            pass -> {
              Tensor x = pass.leaf("x", Tensor.randn(new Generator().manualSeed(4), 3, 2));
              Tensor pull = pass.leaf("pull", Tensor.randn(new Generator().manualSeed(5), 3, 2));
              Tensor h = pass.step("h", x.tanh());
              pass.loss("loss", h.mul(pull).sum());
              Tensor dh = pass.gradient("h", pull.mean(0, false));
              pass.gradient("x", h.square().neg().add(1).mul(dh));
            });
    assertThat(of(report, "dh").status()).isEqualTo(Status.WRONG);
    assertThat(of(report, "dx").status()).isEqualTo(Status.INHERITED);
  }

  /// Nearly equal rows make x − mean cancel in the forward pass; that is no excuse for a gradient.
  @Test
  void cancellationInTheForwardPassDoesNotWidenTheTolerance() {
    Report report =
        check(
            pass -> {
              float[] rows = {1000, 1000.5f, 999.75f, 1000.25f, 1001, 1000};
              Tensor x = pass.leaf("x", Tensor.of(rows, 2, 3));
              Tensor one = pass.leaf("one", Tensor.ones(3));
              Tensor zero = pass.leaf("zero", Tensor.zeros(3));
              Tensor y = pass.step("y", x.layerNorm(one, zero, 1e-5));
              Tensor pull = pass.leaf("pull", Tensor.of(new float[] {1, 2, 4, 3, 5, 1}, 2, 3));
              pass.loss("loss", y.mul(pull).sum());
              Tensor dy = pass.gradient("y", pull);
              Tensor scale = x.var(new int[] {1}, 0, true).add(1e-5).rsqrt();
              Tensor along = y.mul(dy.mul(y).mean(1, true));
              Tensor dx = scale.mul(dy.sub(dy.mean(1, true)).sub(along));
              pass.gradient("x", dx.mul(1 + 1e-6));
            });
    assertThat(of(report, "dx").status()).isEqualTo(Status.WRONG);
  }

  /// S3.7: the gradient of the subtracted maximum is zero by theorem, so both sides are noise, and
  /// the noise is small beside the terms that cancel.
  @Test
  void noiseThatCancelsIsJudgedByItsTerms() {
    Report report =
        check(
            pass -> {
              Tensor logits =
                  pass.leaf("logits", Tensor.randn(new Generator().manualSeed(3), 6, 5));
              Tensor maxes = pass.step("maxes", logits.max(1, true));
              Tensor norm = pass.step("norm", logits.sub(maxes));
              Tensor counts = pass.step("counts", norm.exp());
              Tensor sum = pass.step("sum", counts.sum(1, true));
              Tensor logprobs = pass.step("logprobs", norm.sub(sum.log()));
              pass.loss("loss", logprobs.select(1, 2).mean().neg());
              Tensor onehot = Tensor.of(new long[] {2, 2, 2, 2, 2, 2}).oneHot(5);
              Tensor dnorm = pass.gradient("norm", counts.div(sum).sub(onehot).div(6));
              pass.gradient("maxes", dnorm.sum(1, true).neg());
            });
    assertThat(of(report, "dmaxes").status().isRight()).isTrue();
  }

  @Test
  void aLeafWithoutAGradientIsMissingWhenAllAreRequired() {
    Consumer<HandWritten.Pass> pass =
        p -> {
          Tensor a = p.leaf("a", Tensor.scalar(2));
          Tensor b = p.leaf("b", Tensor.scalar(3));
          p.loss("loss", a.mul(b));
          p.gradient("a", b);
        };
    Report all = Checker.check(HandWritten.of(pass), true);
    assertThat(of(all, "db").status()).isEqualTo(Status.MISSING);
    assertThat(all.isRight()).isFalse();
    assertThat(Checker.check(HandWritten.of(pass)).isRight()).isTrue();
  }

  @Test
  void minusZeroEqualsZeroAndNanEqualsNan() {
    Report report =
        check(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.of(new float[] {0, -1}));
              pass.loss("loss", a.sqrt().mul(0).sum());
              pass.gradient("a", Tensor.of(new float[] {Float.NaN, Float.NaN}));
            });
    assertThat(of(report, "da").status()).isEqualTo(Status.EXACT);
    Report zero =
        check(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.of(new float[] {1, 2}));
              pass.loss("loss", a.mul(0).sum());
              pass.gradient("a", Tensor.of(new float[] {-0f, 0f}));
            });
    assertThat(of(zero, "da").status()).isEqualTo(Status.EXACT);
  }

  @Test
  void aVariableBesideThePathHasAZeroGradient() {
    Report report =
        check(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.scalar(2));
              pass.step("beside", a.mul(3));
              pass.loss("loss", a.square());
              pass.gradient("beside", Tensor.scalar(1));
            });
    assertThat(of(report, "dbeside").status()).isEqualTo(Status.WRONG);
  }

  @Test
  void aGradientOfAnUnknownNameSaysWhatIsKnown() {
    assertThatThrownBy(
            () ->
                check(
                    pass -> {
                      Tensor a = pass.leaf("a", Tensor.scalar(2));
                      pass.loss("loss", a.square());
                      pass.gradient("b", a);
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradient: 'b' must be a leaf or step of this pass; known are [a, loss]");
  }

  /// S4.6: only Σy = 1 is used in the collapse, and typed labels must add up to it in the second
  /// run.
  @Test
  void typedDecimalsKeepTheirDigits() {
    Report report =
        check(
            pass -> {
              Tensor z = pass.leaf("z", Tensor.of(new float[] {2, 1, 0.1f}));
              Tensor y = pass.leaf("y", Tensor.of(new float[] {0.7f, 0.2f, 0.1f}));
              pass.loss("loss", z.crossEntropy(y));
              pass.gradient("z", z.softmax(0).sub(y));
            });
    assertThat(of(report, "dz").status().isRight()).isTrue();
  }

  @Test
  void anInputThatWasNotHandedInIsNoticed() {
    Tensor x = Tensor.of(new float[] {1, 2});
    assertThatThrownBy(
            () ->
                check(
                    pass -> {
                      Tensor a = pass.leaf("a", Tensor.scalar(2));
                      pass.loss("loss", x.mul(a).sum());
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "check: loss is float32 in the run in float64, so rounding could not be told from"
                + " error; hand every input in with leaf(name, value) and compute with what it"
                + " returns");
  }

  @Test
  void aPassWithoutALossSaysSo() {
    assertThatThrownBy(() -> check(pass -> pass.leaf("a", Tensor.scalar(2))))
        .hasMessage("check: a pass must name its loss; none was named; call loss(name, value)");
  }

  @Test
  void theTableNamesTheMistakeItsLineAndWhatIsToMend() {
    assertThat(threeParameters(2, 1).text())
        .isEqualTo(
            """
              gradient  of     exact  approximate  largest difference  shape  verdict
              dguess    guess  yes    yes                           0  []     ✓ right
              dv        v      yes    yes                           0  []     ✓ right
              dh        h      yes    yes                           0  []     ✓ right
              dz        z      no     no                     1.65e-01  []     ✗ wrong, and the mistake is made here
              dw        w      no     no                     1.65e-01  [2]    ✗ inherited from dz

            3 of 5 gradients are right. To mend: dz.

            dz: scale-constant
              it is 2 times the gradient
              write: pass.gradient("z", dh.mul(h.mul(h.neg().add(1))))
            """);
  }
}
