package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Gradients as values, and what is made of them.
class GradientsTest {
  private static final Tensor X = Tensor.of(new double[] {0.5, -1, 2});
  private static final Tensor V = Tensor.of(new double[] {1, 0.25, -0.75});

  /// A smooth scalar function of three numbers, with a full Hessian.
  private static Tensor scalarFunction(Tensor x) {
    Tensor s = x.sum();
    return x.mul(s).sin().sum().add(s.square().mul(x.exp().sum()).mul(0.1));
  }

  private static Tensor vectorFunction(Tensor x) {
    return Tensor.stack(List.of(x.sum().sin(), x.prod(), x.exp().sum(), x.select(0, 1)), 0);
  }

  private static Tensor moved(double step) {
    return X.add(V.mul(step));
  }

  /// (f(x + hv) − f(x − hv)) / 2h, with an error of about h².
  private static double[] alongV(UnaryOperator<Tensor> f) {
    double h = 1e-5;
    return f.apply(moved(h)).sub(f.apply(moved(-h))).div(2 * h).toDoubleArray();
  }

  @Test
  void gradientsWithRespectToSeveralInputsLeaveNoTrace() {
    Tensor a = Tensor.of(new double[] {2}).requiresGrad(true);
    Tensor b = Tensor.of(new double[] {3}).requiresGrad(true);
    Tensor unused = Tensor.of(new double[] {1, 1}).requiresGrad(true);
    Tensor y = a.mul(b).add(a).sum();
    List<Tensor> gradients = Gradients.of(y, List.of(b, unused, a));
    assertThat(gradients.get(0).toDoubleArray()).containsExactly(2);
    assertThat(gradients.get(1).toDoubleArray()).containsExactly(0, 0);
    assertThat(gradients.get(2).toDoubleArray()).containsExactly(4);
    assertThat(a.grad()).isNull();
    assertThat(gradients.get(0).requiresGrad()).isFalse();
    assertThat(Gradients.of(y, List.of(a)).getFirst().item())
        .as("nothing was released")
        .isEqualTo(4);
  }

  @Test
  void ofAPlaceBetweenAndOfTheOutputItself() {
    Tensor x = Tensor.of(new double[] {3}).requiresGrad(true);
    Tensor h = x.mul(2);
    Tensor y = h.square().sum();
    List<Tensor> gradients = Gradients.of(y, List.of(h, y, x, h));
    assertThat(gradients).extracting(Tensor::item).containsExactly(12.0, 1.0, 24.0, 12.0);
  }

  @Test
  void theGradientOfAFunction() {
    Tensor gradient = Gradients.gradient(GradientsTest::scalarFunction, X);
    double along = gradient.mul(V).sum().item();
    assertThat(along).isCloseTo(alongV(GradientsTest::scalarFunction)[0], within(1e-9));
    assertThat(X.requiresGrad()).isFalse();
  }

  @Test
  void aHessianVectorProductIsTheDerivativeOfTheGradient() {
    Tensor product = Gradients.hessianVectorProduct(GradientsTest::scalarFunction, X, V);
    double[] expected = alongV(x -> Gradients.gradient(GradientsTest::scalarFunction, x));
    assertThat(product.toDoubleArray()).containsExactly(expected, within(1e-8));
  }

  @Test
  void theHessianIsSymmetric() {
    Tensor w = Tensor.of(new double[] {0.3, 1, -2});
    double vHw =
        Gradients.hessianVectorProduct(GradientsTest::scalarFunction, X, w).mul(V).sum().item();
    double wHv =
        Gradients.hessianVectorProduct(GradientsTest::scalarFunction, X, V).mul(w).sum().item();
    assertThat(vHw).isCloseTo(wHv, within(1e-12));
  }

  @Test
  void theJacobianOfSoftmaxIsKnown() {
    Tensor jacobian = Gradients.jacobian(x -> x.softmax(0), X);
    double[] p = X.softmax(0).toDoubleArray();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double expected = p[i] * ((i == j ? 1 : 0) - p[j]);
        assertThat(jacobian.select(0, i).select(0, j).item()).isCloseTo(expected, within(1e-16));
      }
    }
  }

  @Test
  void aJacobianHasTheShapeOfTheOutputThenOfTheInput() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Tensor jacobian = Gradients.jacobian(in -> in.mul(10).t(), x);
    assertThat(jacobian.shape()).isEqualTo(Shape.of(3, 2, 2, 3));
    assertThat(jacobian.sum().item()).isEqualTo(60);
    assertThat(jacobian.index(Index.at(2), Index.at(1), Index.at(1), Index.at(2)).item())
        .isEqualTo(10);
    assertThat(Gradients.jacobian(Tensor::sum, x).shape()).isEqualTo(x.shape());
    assertThat(Gradients.jacobian(in -> in, Tensor.scalar(1)).shape()).isEqualTo(Shape.SCALAR);
  }

  @Test
  void aDerivativeAlongADirectionIsTheJacobianTimesIt() {
    double[] forward =
        Gradients.jacobianVectorProduct(GradientsTest::vectorFunction, X, V).toDoubleArray();
    assertThat(forward).containsExactly(alongV(GradientsTest::vectorFunction), within(1e-9));
    double[] product =
        Gradients.jacobian(GradientsTest::vectorFunction, X).matmul(V).toDoubleArray();
    assertThat(forward).containsExactly(product, within(1e-14));
  }

  @Test
  void linearFunctionsHaveNoCurvature() {
    assertThat(Gradients.hessianVectorProduct(x -> x.mul(3).sum(), X, V).toDoubleArray())
        .containsExactly(0, 0, 0);
    assertThat(Gradients.jacobianVectorProduct(x -> x.mul(3), X, V).toDoubleArray())
        .containsExactly(V.mul(3).toDoubleArray());
  }

  @Test
  void constantFunctionsHaveZeroDerivatives() {
    UnaryOperator<Tensor> constant = x -> Tensor.full(DType.FLOAT64, 7, 2);
    assertThat(Gradients.gradient(x -> Tensor.scalar(1), X).toDoubleArray())
        .containsExactly(0, 0, 0);
    assertThat(Gradients.jacobian(constant, X).toDoubleArray()).containsExactly(new double[6]);
    assertThat(Gradients.jacobianVectorProduct(constant, X, V).toDoubleArray())
        .containsExactly(0, 0);
    assertThat(Gradients.hessianVectorProduct(x -> Tensor.scalar(1), X, V).toDoubleArray())
        .containsExactly(0, 0, 0);
  }

  @Test
  void insideNoGradThereIsNothingToDifferentiate() {
    assertThatThrownBy(() -> GradMode.noGrad(() -> Gradients.gradient(Tensor::sum, X)))
        .hasMessage(
            "gradients: this tensor does not require grad; call requiresGrad(true) on a leaf it is"
                + " computed from");
  }

  @Test
  void aHookMayAskForGradientsOfTheGraphItIsIn() {
    Tensor x = Tensor.of(new double[] {3}).requiresGrad(true);
    Tensor square = x.square();
    Tensor cube = square.mul(x);
    double[] seen = new double[1];
    cube.registerHook(
        gradient -> {
          seen[0] = Gradients.of(square.sum(), List.of(x)).getFirst().item();
          return gradient;
        });
    cube.mul(square).sum().backward();
    assertThat(seen[0]).isEqualTo(6);
    assertThat(x.grad().item()).isEqualTo(5 * 81);
  }
}
