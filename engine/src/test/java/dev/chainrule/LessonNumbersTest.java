package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.DType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The numbers that the lessons print, to the digits printed. Each test names the items it covers.
class LessonNumbersTest {
  /// Each element rounded to `digits` decimals; −0 prints as 0.
  private static String rounded(Tensor x, int digits) {
    StringBuilder text = new StringBuilder();
    for (double element : x.toDoubleArray()) {
      String number = String.format(Locale.ROOT, "%." + digits + "f", element);
      boolean zero = Double.parseDouble(number) == 0;
      text.append(text.isEmpty() ? "" : " ").append(zero ? number.replace("-", "") : number);
    }
    return text.toString();
  }

  private static void assertRounds(Tensor x, String numbers) {
    int digits = numbers.replaceFirst(" .*", "").replaceFirst(".*\\.", "").length();
    assertThat(rounded(x, digits)).isEqualTo(numbers);
  }

  private static Tensor leaf(double[] elements, int... shape) {
    return Tensor.of(elements, shape).requiresGrad(true);
  }

  /// A bag of words: 4 tokens, 3 dimensions, tokens [1, 2], target 3.
  private static final class BagOfWords {
    final Tensor embed = leaf(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1}, 4, 3);
    final Tensor unembed = leaf(new double[] {1, 0, 0, 0.5, 0, 1, 0, 0.5, 0, 0, 1, 0.5}, 3, 4);
    final Tensor e;
    final Tensor h;
    final Tensor z;
    final Tensor p;
    final Tensor loss;

    BagOfWords(long... tokens) {
      e = embed.embedding(Tensor.of(tokens)).retainGrad();
      h = e.mean(0, false).retainGrad();
      z = h.matmul(unembed).retainGrad();
      p = z.softmax(0).retainGrad();
      loss = p.select(0, 3).log().neg();
    }
  }

  @Test
  void bagOfWordsForward() { // S0.1, S0.2
    BagOfWords model = new BagOfWords(1, 2);
    assertRounds(model.e, "0.0 1.0 0.0 0.0 0.0 1.0");
    assertRounds(model.h, "0.0 0.5 0.5");
    assertRounds(model.z, "0.0 0.5 0.5 0.5");
    assertRounds(model.p, "0.1682 0.2773 0.2773 0.2773");
    assertRounds(model.loss, "1.2827");
  }

  @Test
  void bagOfWordsBackward() { // S0.3
    BagOfWords model = new BagOfWords(1, 2);
    model.loss.backward();
    assertRounds(model.p.grad(), "0.0000 0.0000 0.0000 -3.6065");
    assertRounds(model.z.grad(), "0.1682 0.2773 0.2773 -0.7227");
    assertRounds(model.h.grad(), "-0.1932 -0.0841 -0.0841");
    assertRounds(
        model.unembed.grad(),
        "0.0000 0.0000 0.0000 0.0000 0.0841 0.1386 0.1386 -0.3614 0.0841 0.1386 0.1386 -0.3614");
    assertRounds(model.e.grad(), "-0.0966 -0.0420 -0.0420 -0.0966 -0.0420 -0.0420");
    assertRounds(
        model.embed.grad(),
        "0.0000 0.0000 0.0000 -0.0966 -0.0420 -0.0420 -0.0966 -0.0420 -0.0420 0.0000 0.0000"
            + " 0.0000");
  }

  @Test
  void theJacobianOfSoftmaxCollapses() { // S0.3
    BagOfWords model = new BagOfWords(1, 2);
    Tensor z = model.z.detach();
    Tensor p = model.p.detach();
    Tensor jacobian = Gradients.jacobian(x -> x.softmax(0), z);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double pi = p.array().get(i);
        double expected = pi * ((i == j ? 1 : 0) - p.array().get(j));
        assertThat(jacobian.select(0, i).select(0, j).item()).isCloseTo(expected, within(1e-15));
      }
    }
    Tensor dp = Tensor.of(new double[] {0, 0, 0, -1 / p.array().get(3)});
    assertRounds(dp.matmul(jacobian), "0.1682 0.2773 0.2773 -0.7227");
    assertRounds(p.sub(Tensor.of(new double[] {0, 0, 0, 1})), "0.1682 0.2773 0.2773 -0.7227");
  }

  @Test
  void aRepeatedTokenAddsUp() { // S0.4
    BagOfWords model = new BagOfWords(1, 1);
    model.loss.backward();
    Tensor row = model.e.grad().select(0, 0).add(model.e.grad().select(0, 1));
    assertThat(model.embed.grad().select(0, 1).toDoubleArray()).isEqualTo(row.toDoubleArray());
    assertThat(row.toDoubleArray()).isEqualTo(model.h.grad().toDoubleArray());
    assertRounds(model.embed.grad().select(0, 2), "0.0 0.0 0.0");
  }

  @Test
  void threeParameters() { // S2.1, S2.2
    Tensor x = Tensor.of(new double[] {1, 0.5});
    Tensor w = leaf(new double[] {0.4, 0.6});
    Tensor v = Tensor.full(DType.FLOAT64, 0.8).requiresGrad(true);
    Tensor z = w.mul(x).sum().retainGrad();
    Tensor h = z.sigmoid().retainGrad();
    Tensor yHat = v.mul(h).retainGrad();
    Tensor loss = yHat.sub(1).square();
    assertRounds(z, "0.7000");
    assertRounds(h, "0.6682");
    assertRounds(yHat, "0.5346");
    assertRounds(loss, "0.2166");
    loss.backward();
    assertRounds(yHat.grad(), "-0.9309");
    assertRounds(v.grad(), "-0.6220");
    assertRounds(h.grad(), "-0.7447");
    assertRounds(h.mul(h.neg().add(1)), "0.2217");
    assertRounds(z.grad(), "-0.1651");
    assertRounds(w.grad(), "-0.1651 -0.0826");
    assertThat(w.grad().array().get(1)).as("so its fourth digit is 6").isLessThan(-0.08255);
  }

  @Test
  void shapesOfALinearLayer() { // S4.1, S4.2, S4.5, S4.7
    assertThat(Tensor.zeros(768, 64).numel()).isEqualTo(49_152);
    Tensor x = Tensor.ones(32, 100).requiresGrad(true);
    Tensor w = Tensor.ones(100, 10).requiresGrad(true);
    Tensor b = Tensor.zeros(10).requiresGrad(true);
    Tensor y = x.matmul(w).add(b).retainGrad();
    y.square().sum().backward();
    assertThat(w.grad().shape()).hasToString("[100, 10]");
    assertThat(x.grad().toFloatArray()).isEqualTo(y.grad().matmul(w.detach().t()).toFloatArray());
    assertThat(w.grad().toFloatArray()).isEqualTo(x.detach().t().matmul(y.grad()).toFloatArray());
    assertThat(b.grad().toFloatArray()).isEqualTo(y.grad().sum(0, false).toFloatArray());
    Tensor wide = Tensor.zeros(64).requiresGrad(true);
    Tensor.ones(32, 64).add(wide).sum().backward();
    assertThat(wide.grad().numel()).isEqualTo(64);
  }

  @Test
  void elementwiseDerivatives() { // S4.3
    Tensor x = leaf(new double[] {-1, 0.5});
    Tensor one = Tensor.of(new double[] {1, 1});
    double[] tanh = x.tanh().square().neg().add(1).toDoubleArray();
    double[] sigmoid = x.sigmoid().mul(x.sigmoid().neg().add(1)).toDoubleArray();
    assertThat(gradient(x.tanh(), one, x)).isEqualTo(tanh);
    assertThat(gradient(x.sigmoid(), one, x)).isEqualTo(sigmoid);
    assertThat(gradient(x.relu(), one, x)).containsExactly(0, 1);
  }

  private static double[] gradient(Tensor y, Tensor gradOutput, Tensor x) {
    return Gradients.of(y, gradOutput, List.of(x), false).getFirst().toDoubleArray();
  }

  @Test
  void aBroadcastBiasSumsOverTheRows() { // S4.4
    Tensor dY =
        Tensor.of(
            new double[] {
              -1.00, 0.45, 0.62, 0.47, -0.13, -0.71, -0.91, -0.58, -0.60, -0.84, 0.86, -0.58
            },
            3,
            4);
    Tensor b = leaf(new double[4]);
    Tensor.full(DType.FLOAT64, 0, 3, 4).add(b).backward(dY);
    assertRounds(b.grad(), "-1.73 -1.10 0.57 -0.69");
    assertThat(dY.sum(1, false).shape()).as("the wrong axis").hasToString("[3]");
  }

  @Test
  void softmaxAndCrossEntropyCollapse() { // S4.6
    Tensor z = leaf(new double[] {2, 1, 0.1}, 1, 3);
    Tensor loss = z.crossEntropy(Tensor.of(new long[] {0}));
    loss.backward();
    assertRounds(loss, "0.4170");
    assertRounds(z.grad(), "-0.341 0.242 0.099");

    // Only Σy = 1 is used: soft labels work as well.
    Tensor soft = Tensor.of(new double[] {0.7, 0.2, 0.1}, 1, 3);
    z.zeroGrad();
    z.crossEntropy(soft).backward();
    double[] expected = z.detach().softmax(1).sub(soft).toDoubleArray();
    assertThat(z.grad().toDoubleArray()).containsExactly(expected, within(1e-15));
  }
}
