package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Status;
import dev.chainrule.check.doctor.Diagnosis.Certainty;
import dev.chainrule.check.experiment.HandWritten;
import dev.chainrule.check.experiment.HandWritten.Pass;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Mistakes in backward passes that are written in Java.
class DoctorTest {
  private static List<Diagnosis> diagnoses(String name, Consumer<Pass> pass) {
    List<Check> wrong =
        Checker.check(HandWritten.of(pass)).checks().stream()
            .filter(check -> !check.status().isRight())
            .toList();
    assertThat(wrong).extracting(Check::name).containsExactly(name);
    return wrong.getFirst().diagnosis();
  }

  private static void assertNamed(List<Diagnosis> diagnoses, String id) {
    assertThat(diagnoses).extracting(Diagnosis::id).containsExactly(id);
    Diagnosis diagnosis = diagnoses.getFirst();
    boolean isUnknown = id.equals(Diagnosis.UNKNOWN);
    assertThat(diagnosis.certainty()).isEqualTo(isUnknown ? Certainty.NONE : Certainty.UNIQUE);
    assertThat(diagnosis.because()).isNotBlank();
    assertThat(diagnosis.fix()).as("a line that mends").isNotNull();
  }

  private static Tensor drawn(long seed, int... sizes) {
    Random random = new Random(seed);
    float[] elements = new float[Shape.of(sizes).numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) random.nextGaussian();
    }
    return Tensor.of(elements, sizes);
  }

  /// loss = mean (tanh(x) · c − t)², with the gradient of x as `last` says of x, tanh(x) and the
  /// gradient that arrives.
  private static List<Diagnosis> tanh(Backward last) {
    return diagnoses(
        "dx",
        pass -> {
          Tensor x = pass.leaf("x", drawn(1, 5, 3));
          Tensor c = pass.leaf("c", drawn(2, 3));
          Tensor t = pass.leaf("t", drawn(3, 5, 3));
          Tensor y = pass.step("y", x.tanh());
          Tensor e = pass.step("e", y.mul(c).sub(t));
          pass.loss("loss", e.square().mean());
          Tensor de = pass.gradient("e", e.mul(2).div(15));
          Tensor dy = pass.gradient("y", de.mul(c));
          pass.gradient("x", last.of(x, y, dy));
        });
  }

  private interface Backward {
    Tensor of(Tensor x, Tensor y, Tensor dy);
  }

  private static Tensor right(Tensor y, Tensor dy) {
    return dy.mul(y.square().neg().add(1));
  }

  @Test
  void aWrongSign() {
    assertNamed(tanh((x, y, dy) -> right(y, dy).neg()), "sign");
  }

  @Test
  void theInputInThePlaceOfTheOutput() {
    assertNamed(tanh((x, y, dy) -> right(x, dy)), "activation-input-for-output");
  }

  @Test
  void theDerivativeLeftOut() {
    assertNamed(tanh((x, y, dy) -> dy), "activation-derivative-missing");
  }

  @Test
  void numbersThatWereTyped() {
    assertNamed(tanh((x, y, dy) -> Tensor.of(drawn(9, 5, 3).toFloatArray(), 5, 3)), "hard-coded");
  }

  @Test
  void zerosThatNothingWentInto() {
    assertNamed(tanh((x, y, dy) -> Tensor.zeros(5, 3)), "detached");
  }

  @Test
  void aConstantThatHasNoReason() {
    assertNamed(tanh((x, y, dy) -> right(y, dy).mul(0.37)), "scale-constant");
  }

  @Test
  void whatNoMistakeExplains() {
    List<Diagnosis> found = tanh((x, y, dy) -> dy.mul(x.mul(3.1).sin()).add(y.exp()));
    assertNamed(found, "unknown");
    assertThat(found.getFirst().because()).startsWith("no mistake that is known");
  }

  private static List<Diagnosis> meanSquares(int n, UnaryOperator<Tensor> backward) {
    return diagnoses(
        "de",
        pass -> {
          Tensor x = pass.leaf("x", drawn(1, n));
          Tensor e = pass.step("e", x.sub(pass.leaf("t", drawn(2, n))));
          pass.loss("loss", e.square().mean());
          pass.gradient("e", backward.apply(e));
        });
  }

  @Test
  void aMeanThatIsMissing() {
    assertNamed(meanSquares(5, e -> e.mul(2)), "missing-batch-mean");
  }

  @Test
  void aHalfOfTwoElementsHasSeveralReasons() {
    List<Diagnosis> found = meanSquares(2, e -> e.div(2));
    assertThat(found).hasSizeGreaterThan(1).allMatch(d -> d.certainty() == Certainty.AMBIGUOUS);
    assertThat(found).extracting(Diagnosis::id).contains("missing-factor-two", "double-batch-mean");
  }

  private static List<Diagnosis> fanOut(BinaryOperator<Tensor> sum) {
    return diagnoses(
        "dx",
        pass -> {
          Tensor x = pass.leaf("x", drawn(1, 4));
          Tensor a = pass.leaf("a", drawn(2, 4));
          Tensor b = pass.leaf("b", drawn(3, 4));
          Tensor u = pass.step("u", x.mul(a));
          Tensor v = pass.step("v", x.mul(b));
          pass.loss("loss", u.square().add(v.exp()).sum());
          Tensor du = pass.gradient("u", u.mul(2));
          Tensor dv = pass.gradient("v", v.exp());
          pass.gradient("x", sum.apply(du.mul(a), dv.mul(b)));
        });
  }

  @Test
  void aContributionThatIsMissingOrDouble() {
    List<Diagnosis> missing = fanOut((first, second) -> first);
    assertNamed(missing, "fan-out-path-missing");
    assertThat(missing.getFirst().because()).contains("by way of mul in v is missing");
    assertNamed(fanOut((first, second) -> first.add(first).add(second)), "double-counted-path");
  }

  @Test
  void aContributionThatWasOverwritten() {
    List<Diagnosis> found =
        diagnoses(
            "dx",
            pass -> {
              Tensor x = pass.leaf("x", drawn(1, 4));
              Tensor a = pass.leaf("a", drawn(2, 4));
              Tensor y = x.mul(a).add(x.exp()).add(x.sin());
              pass.loss("loss", y.sum());
              pass.gradient("x", a.mul(1));
              pass.gradient("x", x.exp());
              pass.gradient("x", x.cos());
            });
    assertNamed(found, "overwritten-fan-out");
  }

  /// Batch norm with Bessel's correction, whose gradient divides its third term by `divisor`.
  private static List<Check> batchNorm(int n, int d, double divisor) {
    return Checker.check(
            HandWritten.of(
                pass -> {
                  Tensor x = pass.leaf("x", drawn(1, n, d));
                  Tensor gamma = pass.leaf("gamma", drawn(2, 1, d));
                  Tensor pull = pass.leaf("pull", drawn(3, n, d));
                  Tensor centred = x.sub(x.mean(new int[] {0}, true));
                  Tensor var = centred.square().sum(new int[] {0}, true).div(n - 1.0);
                  Tensor scale = var.add(1e-5).sqrt();
                  Tensor hat = pass.step("hat", centred.div(scale));
                  pass.loss("loss", hat.mul(gamma).mul(pull).sum());
                  Tensor mean = pull.mean(new int[] {0}, true);
                  Tensor third = hat.mul(pull.mul(hat).sum(new int[] {0}, true)).div(divisor);
                  pass.gradient("x", pull.sub(mean).sub(third).mul(gamma).div(scale));
                }))
        .checks();
  }

  @Test
  void theBiasedThirdTermOfALargeBatchNorm() {
    Check wrong = batchNorm(32, 64, 32).getFirst();
    assertThat(wrong.status()).isEqualTo(Status.WRONG);
    assertNamed(wrong.diagnosis(), "bn-biased-third-term");
    assertThat(batchNorm(32, 64, 31)).allMatch(check -> check.status().isRight());
  }
}
