package dev.chainrule.check.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.experiment.HandWritten;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What must hold before a softmax and before a norm, and who breaks it.
class InvariantsTest {
  private static Tensor matrix(int seed, int rows, int columns) {
    return Tensor.randn(new Generator().manualSeed(seed), rows, columns);
  }

  /// Softmax and squares, with the whole Jacobian of the softmax or its diagonal.
  private static Check softmax(boolean isWhole) {
    return Checker.check(
            HandWritten.of(
                pass -> {
                  Tensor z = pass.leaf("z", matrix(1, 3, 5));
                  Tensor p = z.softmax(1);
                  pass.loss("loss", p.square().sum());
                  Tensor dp = p.mul(2);
                  Tensor along = dp.mul(p).sum(1, true);
                  pass.gradient(
                      "z", isWhole ? p.mul(dp.sub(along)) : dp.mul(p).mul(p.neg().add(1)));
                }))
        .checks()
        .getFirst();
  }

  /// Columns normalized, with or without the path through the variance.
  private static Check norm(boolean isWhole) {
    return Checker.check(
            HandWritten.of(
                pass -> {
                  Tensor x = pass.leaf("x", matrix(2, 8, 3));
                  Tensor r = pass.leaf("r", matrix(3, 8, 3));
                  Tensor centred = x.sub(x.mean(0, true));
                  Tensor scale = centred.square().mean(0, true).add(1e-5).rsqrt();
                  Tensor hat = pass.step("hat", centred.mul(scale));
                  pass.loss("loss", hat.mul(r).sum());
                  Tensor mean = r.mean(0, true);
                  Tensor third = hat.mul(r.mul(hat).mean(0, true));
                  Tensor inner = r.sub(mean);
                  pass.gradient("x", scale.mul(isWhole ? inner.sub(third) : inner));
                }))
        .checks()
        .getFirst();
  }

  private static List<String> ids(Check check) {
    return check.notes().stream().map(Note::id).filter(id -> !id.equals("rounding")).toList();
  }

  @Test
  void theRowsBeforeASoftmaxSumToZero() {
    assertThat(softmax(true).status().isRight()).isTrue();
    assertThat(ids(softmax(true))).isEmpty();
    assertThat(ids(softmax(false))).containsExactly("sum-not-zero");
    assertThat(softmax(false).notes().getFirst().because())
        .startsWith("its sums along axis 1 must be zero");
  }

  @Test
  void theColumnsBeforeANormAreOrthogonalToWhatItMakes() {
    assertThat(norm(true).status().isRight()).isTrue();
    assertThat(ids(norm(true))).isEmpty();
    assertThat(ids(norm(false))).containsExactly("not-orthogonal");
  }
}
