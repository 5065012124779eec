package dev.chainrule.check.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.Tensor;
import dev.chainrule.check.Style;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.HandWritten;
import dev.chainrule.check.explain.Explanation.Entry;
import dev.chainrule.check.explain.Explanation.Extent;
import dev.chainrule.check.explain.Explanation.Use;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
  /// loss = Σ (x · w + b)², where x is [2, 3] and w and b are [3].
  private static final Experiment SQUARES =
      HandWritten.of(
          pass -> {
            Tensor x = pass.leaf("x", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
            Tensor w = pass.leaf("w", Tensor.of(new float[] {1, -1, 2}));
            Tensor b = pass.leaf("b", Tensor.of(new float[] {0, 1, 0}));
            Tensor y = pass.step("y", x.mul(w).add(b));
            pass.loss("loss", y.square().sum());
            pass.gradient("w", y);
          });

  private static Entry first(Experiment experiment, String entry) {
    return Explanation.of(experiment, entry).entries().getFirst();
  }

  @Test
  void anEntryThatWasRepeatedGetsASumOverTheCopies() {
    Entry b1 = first(SQUARES, "b[1]");
    // y is [[1, -1, 6], [4, -4, 12]], and dloss/dy is twice that.
    assertThat(b1.gradient()).isEqualTo(2 * -1 + 2 * -4);
    Use use = b1.uses().getFirst();
    assertThat(use.rule()).isEqualTo("dy");
    assertThat(use.summedAxes()).containsExactly(0);
    assertThat(use.repeated()).isEqualTo(2);
    assertThat(use.terms())
        .extracting(term -> term.index())
        .containsExactly(List.of(1, 1), List.of(0, 1));
    assertThat(use.terms()).extracting(term -> term.product()).containsExactly(-8.0, -2.0);
  }

  @Test
  void theRuleIsShownInTheAuthorsNamesAndNumbers() {
    Entry y = first(SQUARES, "y[-1, 2]");
    assertThat(y.gradientName()).isEqualTo("dy[1, 2]");
    Use use = y.uses().getFirst();
    assertThat(use.forward()).isEqualTo("y²");
    assertThat(use.rule()).isEqualTo("d(y²) * (2 * y)");
    assertThat(use.latexRule()).isEqualTo("d(\\mathit{y}^2) \\odot (2 \\odot \\mathit{y})");
    assertThat(use.terms().getFirst().substituted()).isEqualTo("1 * (2 * 12)");
    assertThat(use.total()).isEqualTo(24);
  }

  @Test
  void aValueThatIsUsedTwiceIsASumOverItsUses() {
    Experiment twice =
        HandWritten.of(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.scalar(3));
              pass.loss("loss", a.mul(a).add(a.exp()));
            });
    Entry a = first(twice, "a[]");
    // a * a uses it as either factor.
    assertThat(a.uses()).hasSize(3);
    assertThat(a.sum()).isCloseTo(6 + Math.exp(3), within(1e-12));
    assertThat(a.agrees()).isTrue();
  }

  @Test
  void aLongSumShowsItsLargestTermsAndWhatTheOthersAddUpTo() {
    Experiment sum =
        HandWritten.of(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.scalar(2));
              Tensor x = pass.leaf("x", Tensor.arange(10));
              pass.loss("loss", x.mul(a).sum());
            });
    Use use = Explanation.of(sum, "a[]", new Extent(1, 3)).entries().getFirst().uses().getFirst();
    assertThat(use.terms()).extracting(term -> term.product()).containsExactly(9.0, 8.0, 7.0);
    // x[0] is 0, so nothing depends on a there.
    assertThat(use.others()).isEqualTo(6);
    assertThat(use.othersSum()).isEqualTo(1 + 2 + 3 + 4 + 5 + 6);
    assertThat(use.total()).isEqualTo(45);
  }

  @Test
  void allLevelsEndAtTheLossAndNoEntryComesTwice() {
    Explanation all = Explanation.of(SQUARES, "w[0]", new Extent(Integer.MAX_VALUE, 5));
    assertThat(all.entries().getLast().name()).isEqualTo("loss");
    assertThat(all.entries().getLast().sum()).isEqualTo(1);
    assertThat(all.entries()).extracting(Entry::gradientName).doesNotHaveDuplicates();
    assertThat(all.agrees()).isTrue();
    assertThat(all.chain()).containsExactly("loss", "y", "w");
  }

  @Test
  void theNameOfAGradientMeansWhatItIsOf() {
    assertThat(Explanation.of(SQUARES, "dw[2]").subject()).isEqualTo("w[2]");
  }

  @Test
  void whatIsNotFiniteInItsOwnDtypeIsExplainedInIt() {
    Experiment overflow =
        HandWritten.of(
            pass -> {
              Tensor a = pass.leaf("a", Tensor.scalar(100));
              pass.loss("loss", a.exp());
            });
    Entry a = first(overflow, "a[]");
    assertThat(a.gradient()).isInfinite();
    assertThat(a.agrees()).isTrue();
  }

  @Test
  void questionsWithoutAnAnswerSayWhy() {
    assertThatThrownBy(() -> Explanation.of(SQUARES, "q[1]"))
        .isInstanceOf(QuestionException.class)
        .hasMessage("explain: there is no variable q");
    assertThatThrownBy(() -> Explanation.of(SQUARES, "x[1]"))
        .hasMessage("explain: an entry of x needs 2 indices, for its shape is [2, 3]; given 1");
    assertThatThrownBy(() -> Explanation.of(SQUARES, "x[1, 3]"))
        .hasMessage(
            "explain: index 3 is out of range for axis 1 of x, whose shape is [2, 3]"
                + " (valid: -3 to 2)");
    assertThatThrownBy(() -> Explanation.of(SQUARES, "x[1:2]"))
        .hasMessage(
            "explain: must be a variable or one entry of it, as in W1 or W1[3, -1];"
                + " given 'x[1:2]'");
  }

  @Test
  void everyLineFitsTheWidth() {
    Explanation explanation = Explanation.of(SQUARES, "w[0]", new Extent(9, 5));
    for (int width : new int[] {80, 120}) {
      assertThat(ExplanationText.of(explanation).text(Style.PLAIN, width).lines())
          .allMatch(line -> line.length() <= width);
    }
  }

  /// A program of random steps on some leaves, each of which may be used often.
  private static Experiment random(long seed) {
    return HandWritten.of(
        pass -> {
          Random random = new Random(seed);
          List<Tensor> values = new ArrayList<>();
          int[][] shapes = {{3, 4}, {4}, {3, 1}, {}};
          for (int i = 0; i < shapes.length; i++) {
            int count = 1;
            for (int size : shapes[i]) {
              count *= size;
            }
            float[] elements = new float[count];
            for (int j = 0; j < count; j++) {
              elements[j] = (float) random.nextGaussian();
            }
            values.add(pass.leaf("leaf" + i, Tensor.of(elements).reshape(shapes[i])));
          }
          for (int i = 0; i < 8; i++) {
            Tensor a = values.get(random.nextInt(values.size()));
            Tensor b = values.get(random.nextInt(values.size()));
            values.add(pass.step("step" + i, step(random.nextInt(10), a, b)));
          }
          Tensor loss = values.getFirst().sum();
          for (Tensor value : values) {
            loss = loss.add(value.tanh().mean());
          }
          pass.loss("loss", loss);
        });
  }

  private static Tensor step(int kind, Tensor a, Tensor b) {
    return switch (kind) {
      case 0 -> a.add(b);
      case 1 -> a.mul(b);
      case 2 -> a.sub(b.tanh());
      case 3 -> a.div(b.square().add(1));
      case 4 -> a.sigmoid();
      case 5 -> a.rank() == 0 ? a.exp() : a.softmax(-1);
      case 6 -> a.rank() == 0 ? a.sin() : a.sum(0, true);
      case 7 -> a.rank() < 2 ? a.relu() : a.transpose(0, 1).matmul(a);
      case 8 -> a.rank() == 0 ? a.abs() : a.cumsum(-1);
      default -> a.mul(a).mean();
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theSumIsTheGradientInRandomPrograms(long seed) {
    Experiment program = programThatRuns(seed);
    Random random = new Random(seed);
    for (String name : List.of("leaf0", "leaf1", "leaf2", "leaf3", "step0", "step3", "step7")) {
      int[] sizes = Derivation.of(program, name).shape().toArray();
      List<Integer> index = new ArrayList<>();
      for (int size : sizes) {
        index.add(random.nextInt(size));
      }
      Explanation all = Explanation.of(program, name + index, new Extent(Integer.MAX_VALUE, 4));
      assertThat(all.entries())
          .allSatisfy(entry -> assertThat(entry.agrees()).as("seed %d: %s", seed, entry).isTrue());
      assertThat(Derivation.of(program, name).agrees()).as("seed %d: %s", seed, name).isTrue();
    }
  }

  /// The first program from `seed` on whose shapes go together.
  private static Experiment programThatRuns(long seed) {
    for (long s = seed * 1000; s < seed * 1000 + 500; s++) {
      Experiment program = random(s);
      if (runs(program)) {
        return program;
      }
    }
    throw new AssertionError("no program runs from seed " + seed);
  }

  private static boolean runs(Experiment program) {
    try {
      Explanation.of(program, "leaf3[]");
      return true;
    } catch (ShapeException e) {
      return false;
    }
  }
}
