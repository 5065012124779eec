package dev.chainrule.check.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import dev.chainrule.check.Style;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.HandWritten;
import dev.chainrule.check.explain.Derivation.Collapse;
import dev.chainrule.check.explain.Derivation.Line;
import dev.chainrule.check.explain.Derivation.Shaped;
import dev.chainrule.check.explain.Derivation.Use;
import org.junit.jupiter.api.Test;

class DerivationTest {
  private static Tensor numbers(int seed, int... shape) {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = Math.sin(seed + 1.7 * i * i);
    }
    return Tensor.of(elements, shape);
  }

  private static final Experiment LAYER =
      HandWritten.of(
          pass -> {
            Tensor x = pass.leaf("x", numbers(1, 5, 2));
            Tensor w = pass.leaf("W", numbers(2, 2, 3));
            Tensor b = pass.leaf("b", numbers(3, 3));
            Tensor y = pass.step("y", x.matmul(w).add(b));
            pass.loss("loss", y.tanh().mean());
          });

  @Test
  void aProductShowsThatItsShapesFit() {
    Derivation derivation = Derivation.of(LAYER, "W");
    Use use = derivation.uses().getFirst();
    assertThat(use.forward()).isEqualTo("x @ W");
    assertThat(use.rule()).isEqualTo("xᵀ @ d(x @ W)");
    assertThat(use.steps())
        .extracting(Shaped::formula)
        .containsExactly("x", "xᵀ", "d(x @ W)", "xᵀ @ d(x @ W)");
    assertThat(use.steps())
        .extracting(step -> step.shape().toString())
        .containsExactly("[5, 2]", "[2, 5]", "[5, 3]", "[2, 3]");
    assertThat(use.place()).isEqualTo("y");
    assertThat(derivation.agrees()).isTrue();
    assertThat(derivation.collapse()).isNull();
  }

  @Test
  void aRepeatedVariableSaysWhatIsSummed() {
    assertThat(Derivation.of(LAYER, "b").uses().getFirst().summedAxes()).containsExactly(0);
    assertThat(DerivationText.of(Derivation.of(LAYER, "b")).text(Style.PLAIN, 120))
        .contains(
            "dy [5, 3] → [5, 3]; b was repeated along axis 0, so that is summed: [3], the shape of"
                + " b ✓");
  }

  @Test
  void theLossIsWhereItStarts() {
    Derivation derivation = Derivation.of(LAYER, "loss");
    assertThat(derivation.uses()).isEmpty();
    assertThat(derivation.agrees()).isTrue();
  }

  @Test
  void softmaxAndCrossEntropyCollapseWhetherFusedOrPlain() {
    Tensor target = Tensor.of(new long[] {2, 0, 1, 1});
    Experiment fused =
        HandWritten.of(
            pass -> {
              Tensor z = pass.leaf("z", numbers(4, 4, 3));
              pass.loss("loss", z.crossEntropy(target));
            });
    Experiment plain =
        HandWritten.of(
            pass -> {
              Tensor z = pass.leaf("z", numbers(4, 4, 3));
              Tensor counts = pass.step("counts", z.exp());
              Tensor p = pass.step("p", counts.div(counts.sum(1, true)));
              Tensor picked = p.gather(1, target.unsqueeze(1));
              pass.loss("loss", picked.log().mean().neg());
            });
    for (Experiment experiment : new Experiment[] {fused, plain}) {
      Collapse collapse = Derivation.of(experiment, "z").collapse();
      assertThat(collapse).isNotNull();
      assertThat(collapse.kind()).isEqualTo("softmax-cross-entropy");
      assertThat(collapse.lines()).allMatch(Line::agrees);
      assertThat(collapse.lines().getLast().forms().getLast()).isEqualTo("(p - t) / 4");
      assertThat(collapse.largestDifference()).isLessThan(1e-14);
      assertThat(collapse.plain()).hasSizeGreaterThan(3);
    }
  }

  @Test
  void aNormCollapsesWithItsCorrection() {
    for (int correction = 0; correction < 2; correction++) {
      int k = correction;
      Experiment norm =
          HandWritten.of(
              pass -> {
                Tensor x = pass.leaf("x", numbers(5, 6, 3));
                Tensor gain = pass.leaf("gain", numbers(6, 3));
                Tensor c = pass.step("c", x.sub(x.mean(0, true)));
                Tensor v = pass.step("v", c.square().sum(0, true).div(6 - k));
                Tensor hat = pass.step("hat", c.div(v.add(1e-5).sqrt()));
                pass.loss("loss", hat.mul(gain).tanh().sum());
              });
      Collapse collapse = Derivation.of(norm, "x").collapse();
      assertThat(collapse).isNotNull();
      assertThat(collapse.kind()).isEqualTo("norm");
      assertThat(collapse.to()).isEqualTo("hat");
      assertThat(collapse.lines()).allMatch(Line::agrees);
      assertThat(collapse.lines().getLast().forms().getLast())
          .isEqualTo(
              "r * (dhat - sum(dhat, axes=[0], keepDim=true) / 6"
                  + " - hat * sum(dhat * hat, axes=[0], keepDim=true) / "
                  + (6 - k)
                  + ")");
      assertThat(collapse.largestDifference()).isLessThan(1e-12);
    }
  }

  @Test
  void aNormWithAnotherWayAroundItDoesNotCollapse() {
    Experiment residual =
        HandWritten.of(
            pass -> {
              Tensor x = pass.leaf("x", numbers(5, 6, 3));
              Tensor c = x.sub(x.mean(0, true));
              Tensor hat = pass.step("hat", c.div(c.square().mean(0, true).sqrt()));
              pass.loss("loss", hat.add(x).tanh().sum());
            });
    assertThat(Derivation.of(residual, "x").collapse()).isNull();
  }
}
