package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackwardTest {
  private static Tensor leaf(double... elements) {
    return Tensor.of(elements).requiresGrad(true);
  }

  private static double[] grad(Tensor x) {
    return x.grad().toDoubleArray();
  }

  @Test
  void theFirstExampleOfTheDesign() {
    Tensor x = Tensor.of(new float[] {1f, 0.5f}, 2);
    Tensor w = Tensor.of(new float[] {0.4f, 0.6f}, 2).requiresGrad(true);
    Tensor loss = w.mul(x).sum().sigmoid().mul(0.8).sub(1).square();
    loss.backward();
    assertThat(w.grad().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(w.grad().toString()).isEqualTo("tensor([-0.1651, -0.0826])");
  }

  @Test
  void aGradientIsNullUntilABackwardPassReachesIt() {
    Tensor x = leaf(1, 2);
    Tensor apart = leaf(3);
    assertThat(x.grad()).isNull();
    x.sum().backward();
    assertThat(grad(x)).containsExactly(1, 1);
    assertThat(apart.grad()).isNull();
  }

  @Test
  void backwardAddsUpOverCalls() {
    Tensor x = leaf(1, 2);
    x.square().sum().backward();
    x.mul(10).sum().backward();
    assertThat(grad(x)).containsExactly(12, 14);
    x.zeroGrad();
    assertThat(x.grad()).isNull();
    x.sum().backward();
    assertThat(grad(x)).containsExactly(1, 1);
  }

  @Test
  void aGradientCanBeGiven() {
    Tensor x = leaf(1, 2);
    x.grad(Tensor.of(new double[] {3, 4}));
    assertThat(grad(x)).containsExactly(3, 4);
    x.sum().backward();
    assertThat(grad(x)).containsExactly(4, 5);
    assertThatThrownBy(() -> x.grad(Tensor.of(new double[] {3, 4}, 1, 2)))
        .hasMessage(
            "grad: the gradient must be like its tensor, float64 [2]; given float64 [1, 2]");
    assertThatThrownBy(() -> x.mul(2).grad(x))
        .hasMessage("grad: only a leaf can be given a gradient; this is the result of mul");
  }

  @Test
  void fanOutAddsUp() {
    Tensor x = leaf(3);
    x.add(x).sum().backward();
    assertThat(grad(x)).containsExactly(2);

    x.zeroGrad();
    x.mul(x).sum().backward();
    assertThat(grad(x)).containsExactly(6);

    x.zeroGrad();
    x.sub(x).sum().backward();
    assertThat(grad(x)).containsExactly(0);
  }

  @Test
  void aDiamondIsVisitedAfterAllItsUses() {
    // z = (2x)(x + 2x) = 6x², so dz/dx = 12x: wrong if 2x passed its gradient on after one use.
    Tensor x = leaf(5);
    Tensor twice = x.mul(2).retainGrad();
    Tensor z = twice.mul(x.add(twice)).sum();
    z.backward();
    assertThat(grad(twice)).containsExactly(15 + 10);
    assertThat(grad(x)).containsExactly(60);
  }

  @Test
  void aLongAndAShortPathToOnePlaceMeetThere() {
    Tensor x = leaf(2);
    Tensor h = x.mul(3);
    Tensor slow = h;
    for (int i = 0; i < 50; i++) {
      slow = slow.add(1);
    }
    h.mul(slow).sum().backward();
    // h(h + 50) with h = 3x: (2h + 50)·3.
    assertThat(grad(x)).containsExactly((12 + 50) * 3);
  }

  @Test
  void onlyWhatRequiresGradGetsOne() {
    Tensor x = leaf(2);
    Tensor constant = Tensor.of(new double[] {5});
    Tensor y = x.mul(constant);
    assertThat(y.requiresGrad()).isTrue();
    assertThat(constant.mul(constant).requiresGrad()).isFalse();
    y.sum().backward();
    assertThat(constant.grad()).isNull();
    assertThat(grad(x)).containsExactly(5);
  }

  @Test
  void placesBetweenKeepTheirGradientWhenAsked() {
    Tensor x = leaf(2);
    Tensor kept = x.mul(3).retainGrad();
    Tensor lost = kept.mul(5);
    lost.square().sum().backward();
    assertThat(grad(kept)).containsExactly(2 * 30 * 5);
    assertThat(lost.grad()).isNull();
  }

  @Test
  void aGraphIsUsedOnceUnlessRetained() {
    Tensor x = leaf(3);
    Tensor y = x.square().sum();
    y.backward(null, true, false);
    y.backward(null, true, false);
    assertThat(grad(x)).containsExactly(12);
    y.backward();
    assertThat(grad(x)).containsExactly(18);
    assertThatThrownBy(y::backward)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "backward: this graph was already released; run forward again, or pass retainGraph");
  }

  @Test
  void aReleasedPartOfAnotherGraphIsRefusedToo() {
    Tensor x = leaf(3);
    Tensor shared = x.square();
    Tensor first = shared.mul(2).sum();
    Tensor second = shared.mul(3).sum();
    first.backward();
    assertThatThrownBy(second::backward)
        .hasMessage(
            "backward: this graph was already released; run forward again, or pass retainGraph");
    assertThat(grad(x)).as("nothing was added before the refusal").containsExactly(12);
  }

  @Test
  void aLeafMayBeUsedInSeveralGraphs() {
    Tensor w = leaf(2);
    Tensor first = w.square().sum();
    Tensor second = w.pow(3).sum();
    second.backward();
    first.backward();
    assertThat(grad(w)).containsExactly(12 + 4);
  }

  @Test
  void gradientsOfGradientsToTheThirdOrder() {
    // y = x⁵: y′ = 5x⁴, y″ = 20x³, y‴ = 60x².
    Tensor x = leaf(2);
    Tensor y = x.square().square().mul(x);
    y.backward(null, false, true);
    Tensor first = x.grad();
    assertThat(first.item()).isEqualTo(80);
    x.zeroGrad();
    first.backward(null, false, true);
    Tensor second = x.grad();
    assertThat(second.item()).isEqualTo(160);
    x.zeroGrad();
    second.backward();
    assertThat(x.grad().item()).isEqualTo(240);
    assertThat(x.grad().requiresGrad()).isFalse();
  }

  @Test
  void gradOutputWeighsTheElements() {
    Tensor x = leaf(1, 2, 3);
    x.square().backward(Tensor.of(new double[] {1, 10, 100}));
    assertThat(grad(x)).containsExactly(2, 40, 600);
  }

  @Test
  void theRootMayBeALeaf() {
    Tensor x = Tensor.scalar(7).requiresGrad(true);
    x.backward();
    x.backward();
    assertThat(x.grad().item()).isEqualTo(2);
  }

  @Test
  void oneElementIsAScalarWhateverItsShape() {
    Tensor x = Tensor.of(new double[] {3}, 1, 1).requiresGrad(true);
    x.square().backward();
    assertThat(x.grad().shape()).isEqualTo(Shape.of(1, 1));
    assertThat(x.grad().item()).isEqualTo(6);
  }

  @Test
  void gradientsHaveTheShapeAndDtypeOfWhatTheyBelongTo() {
    Tensor row = Tensor.ones(4).requiresGrad(true);
    Tensor column = Tensor.full(DType.FLOAT64, 2, 3, 1).requiresGrad(true);
    Tensor scalar = Tensor.scalar(3).requiresGrad(true);
    row.mul(column).mul(scalar).sum().backward();
    assertThat(row.grad().shape()).isEqualTo(Shape.of(4));
    assertThat(row.grad().dtype()).isEqualTo(DType.FLOAT32);
    assertThat(row.grad().toDoubleArray()).containsExactly(18, 18, 18, 18);
    assertThat(column.grad().shape()).isEqualTo(Shape.of(3, 1));
    assertThat(column.grad().dtype()).isEqualTo(DType.FLOAT64);
    assertThat(column.grad().toDoubleArray()).containsExactly(12, 12, 12);
    assertThat(scalar.grad().shape()).isEqualTo(Shape.SCALAR);
    assertThat(scalar.grad().item()).isEqualTo(24);
  }

  @Test
  void twoInputsNeverShareOneGradient() {
    Tensor a = leaf(1, 2);
    Tensor b = leaf(3, 4);
    Tensor seed = Tensor.of(new double[] {1, 1});
    a.add(b).backward(seed);
    a.grad().fillInPlace(100);
    assertThat(grad(b)).containsExactly(1, 1);
    assertThat(seed.toDoubleArray()).containsExactly(1, 1);

    List<Tensor> gradients = Gradients.of(a.add(b), seed, List.of(a, b), false);
    gradients.get(0).fillInPlace(100);
    assertThat(gradients.get(1).toDoubleArray()).containsExactly(1, 1);
    assertThat(seed.toDoubleArray()).containsExactly(1, 1);
  }

  @Test
  void norDoTheyShareItWithAGradOutputThatIsALeaf() {
    Tensor a = leaf(1, 2);
    Tensor b = leaf(3, 4);
    Tensor seed = leaf(1, 1);
    a.add(b).backward(seed, false, true);
    assertThatThrownBy(() -> a.grad().fillInPlace(100)).hasMessageContaining("recorded result");
    a.grad().detach().fillInPlace(100);
    assertThat(grad(b)).containsExactly(1, 1);
    assertThat(seed.toDoubleArray()).containsExactly(1, 1);
  }

  @Test
  void aGradientDoesNotChangeWhenMoreIsAdded() {
    Tensor x = leaf(1);
    x.mul(2).sum().backward();
    Tensor before = x.grad();
    x.mul(3).sum().backward();
    assertThat(before.item()).isEqualTo(2);
    assertThat(x.grad().item()).isEqualTo(5);
  }

  @Test
  void insideNoGradNothingIsRecorded() {
    Tensor x = leaf(2);
    GradMode.noGrad(
        () -> {
          assertThat(GradMode.isEnabled()).isFalse();
          assertThat(x.square().requiresGrad()).isFalse();
        });
    assertThat(GradMode.isEnabled()).isTrue();
    assertThat(GradMode.noGrad(() -> x.mul(3)).requiresGrad()).isFalse();
    assertThat(x.mul(3).requiresGrad()).isTrue();
  }

  @Test
  void detachCutsThePathAndSharesTheElements() {
    Tensor x = leaf(2);
    Tensor cut = x.detach();
    x.mul(cut).sum().backward();
    assertThat(grad(x)).containsExactly(2);
    assertThat(cut.requiresGrad()).isFalse();
    cut.fillInPlace(9);
    assertThat(x.item()).isEqualTo(9);
  }

  @Test
  void leavesAreWhatNoOperationMade() {
    Tensor x = leaf(1);
    assertThat(x.isLeaf()).isTrue();
    assertThat(x.mul(2).isLeaf()).isFalse();
    assertThat(x.mul(2).detach().isLeaf()).isTrue();
    assertThat(x.requiresGrad(false).requiresGrad()).isFalse();
    assertThat(x.mul(2).isLeaf()).isTrue();
  }

  @Test
  void truthValuesAndIndicesCutThePath() {
    Tensor x = leaf(1, 3, 2);
    assertThat(x.gt(1.5).requiresGrad()).isFalse();
    assertThat(x.argmax().requiresGrad()).isFalse();
    assertThat(x.to(DType.INT64).requiresGrad()).isFalse();
    assertThat(x.to(DType.FLOAT32).requiresGrad()).isTrue();
  }

  @Test
  void aShapeExceptionSaysWhatItWasGiven() {
    Tensor x = Tensor.ones(32).requiresGrad(true);
    assertThatThrownBy(x::backward)
        .isInstanceOfSatisfying(
            ShapeException.class,
            e -> {
              assertThat(e.operation()).isEqualTo("backward");
              assertThat(e.shapes()).containsExactly(Shape.of(32));
            })
        .hasMessage(
            "backward: needs a scalar, but this tensor is [32]; reduce it with mean() or pass a"
                + " gradOutput of shape [32]");
  }
}
