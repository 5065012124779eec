package dev.chainrule.check.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormsTest {
  private static NdArray drawn(int... sizes) {
    SplittableRandom random = new SplittableRandom(7);
    double[] elements = new double[Shape.of(sizes).numel()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = random.nextDouble(-2, 3);
    }
    return NdArray.of(new Buffer.OfDouble(elements), Shape.of(sizes));
  }

  private static NdArray hat(NdArray x, double eps, int correction, int... axes) {
    Normalize norm = new Normalize("norm", Axes.of("norm", x.shape(), axes), eps, correction);
    return norm.decompose(Numbers.INSTANCE, List.of(x, NdArray.number(1.0), NdArray.number(0.0)));
  }

  @ParameterizedTest
  @CsvSource({"0, 1e-5, 0", "0, 1e-5, 1", "1, 1e-5, 0", "1, 0, 1", "0, 0.01, 1"})
  void aNormOfAMatrixIsFoundWithItsAxisEpsAndCorrection(int axis, double eps, int correction) {
    NdArray x = drawn(7, 5);
    Normalize found = Objects.requireNonNull(Norms.between(x, hat(x, eps, correction, axis)));
    assertThat(found.axes().toArray()).containsExactly(axis);
    assertThat(found.correction()).isEqualTo(correction);
    assertThat(found.eps()).isCloseTo(eps, within(1e-8));
  }

  @Test
  void aNormOverAllAxesButTheChannelsIsFound() {
    NdArray x = drawn(4, 3, 5);
    Normalize found = Objects.requireNonNull(Norms.between(x, hat(x, 1e-5, 0, 0, 2)));
    assertThat(found.axes().toArray()).containsExactly(0, 2);
  }

  @Test
  void whatIsNoNormIsNone() {
    NdArray x = drawn(7, 5);
    NdArray hat = hat(x, 1e-5, 0, 0);
    Numbers n = Numbers.INSTANCE;
    assertThat(Norms.between(x, x)).isNull();
    assertThat(Norms.between(x, n.mul(hat, NdArray.number(2.0)))).isNull();
    assertThat(Norms.between(x, n.add(hat, NdArray.number(0.5)))).isNull();
    assertThat(Norms.between(x, n.neg(hat))).isNull();
    assertThat(Norms.between(x, hat(drawn(5, 7), 1e-5, 0, 0))).isNull();
    assertThat(Norms.between(NdArray.number(1.0), NdArray.number(0.0))).isNull();
    NdArray same = NdArray.full(x.dtype(), x.shape(), 3);
    assertThat(Norms.between(same, NdArray.zeros(x.dtype(), x.shape()))).isNull();
  }

  @Test
  void whatWasNormalizedIsTold() {
    NdArray x = drawn(7, 5);
    assertThat(Norms.isNormalized(hat(x, 1e-5, 0, 0))).isTrue();
    assertThat(Norms.isNormalized(hat(x, 1e-5, 1, 1))).isTrue();
    assertThat(Norms.isNormalized(x)).isFalse();
    Numbers n = Numbers.INSTANCE;
    assertThat(Norms.isNormalized(n.sub(x, n.mean(x, Axes.single(0), true)))).isFalse();
    assertThat(Norms.isNormalized(NdArray.zeros(x.dtype(), x.shape()))).isFalse();
    assertThat(Norms.isNormalized(NdArray.number(0.0))).isFalse();
  }
}
