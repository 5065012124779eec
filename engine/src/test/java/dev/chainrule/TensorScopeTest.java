package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TensorScopeTest {
  private final Tensor w = Tensor.randn(new Generator(1), 20, 30).requiresGrad(true);

  private static void assertEnded(Tensor tensor) {
    assertThatThrownBy(tensor::toDoubleArray)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this tensor was made in a TensorScope that has ended; read it before, return it, or"
                + " TensorScope.keep it");
  }

  private static float[] storage(Tensor tensor) {
    return ((Buffer.OfFloat) tensor.array().buffer()).array();
  }

  @Test
  void aResultEndsWithItsScope() {
    List<Tensor> made = new ArrayList<>();
    double sum =
        TensorScope.call(
            () -> {
              made.add(w.exp());
              made.add(made.getFirst().t());
              return made.getFirst().sum().item();
            });
    assertThat(sum).isGreaterThan(0);
    made.forEach(TensorScopeTest::assertEnded);
    assertThatThrownBy(() -> made.getFirst().sum().backward()).hasMessageContaining("TensorScope");
    assertThat(made.getFirst()).hasToString("tensor(..., size=(20, 30), ended)");
    assertThat(made.getFirst().shape()).isEqualTo(w.shape());
  }

  @Test
  void theNextScopeIsGivenItsMemory() {
    float[] first = TensorScope.call(() -> storage(w.exp()));
    float[] second = TensorScope.call(() -> storage(w.mul(2)));
    assertThat(second).isSameAs(first);
  }

  @Test
  void noTwoResultsShareMemory() {
    for (int round = 0; round < 3; round++) {
      TensorScope.run(
          () -> {
            List<float[]> storages = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
              storages.add(storage(w.mul(i)));
            }
            assertThat(storages)
                .usingElementComparator(TensorScopeTest::identity)
                .doesNotHaveDuplicates();
          });
    }
  }

  @Test
  void asMuchIsHeldAsTheLastScopeGaveBack() {
    Tensor large = Tensor.ones(1 << 20);
    List<float[]> first = new ArrayList<>();
    List<float[]> second = new ArrayList<>();
    for (List<float[]> storages : List.of(first, second)) {
      TensorScope.run(
          () -> {
            for (int i = 0; i < 6; i++) {
              storages.add(storage(large.mul(i)));
            }
          });
    }
    assertThat(second).usingElementComparator(TensorScopeTest::identity).hasSameElementsAs(first);
    TensorScope.run(() -> w.mul(2));
    List<float[]> third = new ArrayList<>();
    TensorScope.run(
        () -> {
          for (int i = 0; i < 6; i++) {
            third.add(storage(large.mul(i)));
          }
        });
    assertThat(third.stream().filter(storage -> isIn(storage, first)).count())
        .as("a small scope lets go of what a large one gave back, but for 2^22 elements")
        .isBetween(3L, 4L);
  }

  private static boolean isIn(float[] storage, List<float[]> storages) {
    return storages.stream().anyMatch(other -> other == storage);
  }

  /// Nothing is computed there, and still the memory that it is given must be overwritten.
  @Test
  void aProductOverNothingIsZero() {
    Tensor nothing = Tensor.ones(20, 0);
    TensorScope.run(() -> w.exp());
    double[] product = TensorScope.call(() -> nothing.matmul(Tensor.ones(0, 30)).toDoubleArray());
    assertThat(product).hasSize(600).containsOnly(0);
  }

  private static int identity(float[] a, float[] b) {
    return a == b ? 0 : 1;
  }

  @Test
  void whatWasThereBeforeStays() {
    Tensor before = w.exp();
    double[] elements = before.toDoubleArray();
    Tensor[] inside = new Tensor[3];
    TensorScope.run(
        () -> {
          before.square();
          inside[0] = before.view(-1);
          inside[1] = Tensor.ones(300);
          inside[2] = Tensor.randn(new Generator(2), 300);
        });
    assertThat(before.toDoubleArray()).isEqualTo(elements);
    assertThat(inside[0].toDoubleArray()).isEqualTo(elements);
    assertThat(inside[1].sum().item()).isEqualTo(300);
    assertThat(inside[2].sum().item()).isNotNaN();
  }

  @Test
  void whatIsReturnedOrKeptStays() {
    Tensor[] kept = new Tensor[2];
    Tensor returned =
        TensorScope.call(
            () -> {
              kept[0] = TensorScope.keep(w.mul(3));
              kept[1] = w.mul(4).t();
              TensorScope.keep(kept[1]);
              return w.mul(2).narrow(0, 0, 2);
            });
    for (int i = 0; i < 3; i++) {
      TensorScope.run(() -> w.mul(5).exp());
    }
    assertThat(returned.detach()).hasToString(w.narrow(0, 0, 2).mul(2).detach().toString());
    assertThat(kept[0].toFloatArray()).isEqualTo(w.mul(3).toFloatArray());
    assertThat(kept[1].toFloatArray()).isEqualTo(w.mul(4).t().toFloatArray());
  }

  @Test
  void whatAnInnerScopeKeepsBelongsToTheOuter() {
    Tensor[] inner = new Tensor[3];
    TensorScope.run(
        () -> {
          inner[0] = TensorScope.call(() -> w.mul(2));
          TensorScope.run(() -> inner[1] = w.mul(3));
          assertThat(inner[0].toFloatArray()).isEqualTo(w.mul(2).toFloatArray());
          assertEnded(inner[1]);
          inner[2] = w.mul(4);
        });
    assertEnded(inner[0]);
    assertEnded(inner[2]);
  }

  @Test
  void outsideOfAScopeNothingEnds() {
    Tensor y = TensorScope.keep(w.exp());
    TensorScope.run(() -> w.exp());
    w.zeroGrad();
    assertThat(y.sum().item()).isNotNaN();
  }

  @Test
  void gradientsOfLeavesStayAndAddUp() {
    w.zeroGrad();
    for (int i = 0; i < 3; i++) {
      TensorScope.run(() -> w.mul(2).sum().backward());
    }
    assertThat(w.grad().toFloatArray()).containsOnly(6);
  }

  @Test
  void retainedGradientsStay() {
    Tensor inner =
        TensorScope.call(
            () -> {
              Tensor h = w.mul(2).retainGrad();
              h.mul(3).sum().backward();
              return h;
            });
    TensorScope.run(() -> w.exp().exp());
    assertThat(inner.grad().toFloatArray()).containsOnly(3);
  }

  @Test
  void gradientsThatCanBeDifferentiatedStay() {
    TensorScope.run(() -> w.square().sum().backward(null, true, true));
    TensorScope.run(() -> w.square().sum().backward(null, true, true));
    TensorScope.run(() -> w.exp().exp());
    assertThat(w.grad().toFloatArray()).isEqualTo(w.mul(4).toFloatArray());
  }

  @Test
  void gradientsThatAreClearedInsideEnd() {
    w.sum().backward();
    Tensor first = w.grad();
    Tensor second =
        TensorScope.call(
            () -> {
              w.zeroGrad();
              assertThat(first.toFloatArray()).containsOnly(1);
              w.mul(2).sum().backward();
              return w.grad();
            });
    assertEnded(first);
    assertThat(second.toFloatArray()).containsOnly(2);
    w.zeroGrad();
    assertThat(second.toFloatArray()).as("cleared outside").containsOnly(2);
  }

  @Test
  void gradientsThatAUserSetStay() {
    Tensor mine = Tensor.ones(20, 30);
    w.grad(mine);
    TensorScope.run(w::zeroGrad);
    assertThat(mine.toFloatArray()).containsOnly(1);
    TensorScope.run(() -> w.grad(Tensor.ones(20, 30).mul(7)));
    TensorScope.run(() -> w.exp().exp());
    assertThat(w.grad().toFloatArray()).containsOnly(7);
  }

  @Test
  void gradientsAsValuesEnd() {
    List<Tensor> gradients = new ArrayList<>();
    TensorScope.run(
        () -> {
          gradients.addAll(Gradients.of(w.square().sum(), List.of(w)));
          assertThat(gradients.getFirst().toFloatArray()).isEqualTo(w.mul(2).toFloatArray());
        });
    assertEnded(gradients.getFirst());
  }

  @Test
  void aGraphWhoseValuesHaveEndedIsRefused() {
    Tensor loss = TensorScope.call(() -> w.exp().sum());
    assertThatThrownBy(loss::backward).hasMessageContaining("a TensorScope that has ended");
    assertThat(w.grad()).isNull();
  }

  @Test
  void aScopeEndsWhereItsBodyFails() {
    Tensor[] made = new Tensor[1];
    assertThatThrownBy(
            () ->
                TensorScope.run(
                    () -> {
                      made[0] = w.exp();
                      made[0].view(7);
                    }))
        .hasMessageContaining("view");
    assertEnded(made[0]);
    assertThatCode(() -> w.exp().sum().item()).doesNotThrowAnyException();
    assertThat(TensorScope.current()).isNull();
  }

  @Test
  void anotherThreadsResultsAreItsOwn() throws InterruptedException {
    AtomicReference<Tensor> made = new AtomicReference<>();
    TensorScope.run(
        () -> {
          Thread thread = Thread.ofPlatform().start(() -> made.set(w.mul(2)));
          try {
            thread.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(made.get().toFloatArray()).isEqualTo(w.mul(2).toFloatArray());
  }

  /// Hands out an array that it holds.
  private record Constant(NdArray held) implements Operation {
    @Override
    public NdArray forward(List<NdArray> x) {
      return held;
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return gradOutput;
    }
  }

  @Test
  void whatAUsersOperationHandsOutStays() {
    NdArray held = Tensor.ones(20, 30).array();
    TensorScope.run(() -> Tensor.apply(new Constant(held), w));
    TensorScope.run(() -> w.exp().exp());
    assertThat(held.toDoubles()).containsOnly(1);
  }

  @Test
  void aTrainingHasTheSameBits() {
    assertThat(trained(true)).isEqualTo(trained(false));
  }

  private static float[] trained(boolean scoped) {
    Generator generator = new Generator(3);
    Tensor x = Tensor.randn(generator, 16, 12);
    Tensor y = Tensor.of(generator.randint(0, 5, 16));
    Tensor weight = Tensor.randn(generator, 12, 5).requiresGrad(true);
    for (int i = 0; i < 20; i++) {
      Runnable step =
          () -> {
            Tensor loss = x.matmul(weight).tanh().crossEntropy(y);
            weight.zeroGrad();
            loss.backward();
            weight.addInPlace(weight.grad(), -0.5);
          };
      if (scoped) {
        TensorScope.run(step);
      } else {
        step.run();
      }
    }
    return weight.toFloatArray();
  }

  /// What the forward pass left for the gradient's kernel ends with the scope; inputs that do not
  /// are enough.
  @Test
  void attentionHasItsGradientAfterTheScopeOfItsForwardPass() {
    Tensor x = Tensor.arange(2 * 4 * 12).to(DType.FLOAT32).reshape(2, 4, 12).div(96);
    Tensor inside = x.detach().requiresGrad(true);
    Tensor outside = x.detach().requiresGrad(true);
    inside.selfAttention(2, true).square().sum().backward();
    Tensor y = TensorScope.call(() -> outside.selfAttention(2, true));
    y.square().sum().backward();
    assertThat(outside.grad().toFloatArray()).containsExactly(inside.grad().toFloatArray());
  }
}
