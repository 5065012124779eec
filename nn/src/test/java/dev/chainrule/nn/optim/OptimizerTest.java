package dev.chainrule.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Groups, state and errors; the steps themselves are in the golden tests.
class OptimizerTest {
  static List<UpdateRule> rules() {
    return List.of(
        new Sgd(),
        new Sgd(0.9, 0.5, false, 0.1),
        new Sgd(0.9).withNesterov().withWeightDecay(0.1),
        new Adam().withWeightDecay(0.1),
        new AdamW(),
        new RmsProp(0.99, 1e-8, 0.1, 0.9, true),
        new Adagrad(0.1, 0.1, 0.5, 1e-10));
  }

  private static Tensor leaf(float... elements) {
    return Tensor.of(elements).requiresGrad(true);
  }

  /// Two parameters with many elements, whose number is no multiple of a vector's.
  private static Map<String, Tensor> parameters(DType dtype) {
    Generator generator = new Generator(3);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("a", Tensor.randn(generator, 5, 7).to(dtype).copy().requiresGrad(true));
    parameters.put("b", Tensor.randn(generator, 3).to(dtype).copy().requiresGrad(true));
    return parameters;
  }

  /// A step with the gradients of a function that changes from step to step.
  private static void step(Optimizer optimizer, Map<String, Tensor> parameters, int number) {
    Generator generator = new Generator(number);
    optimizer.zeroGrad();
    for (Tensor parameter : parameters.values()) {
      Tensor slope = Tensor.randn(generator, parameter.shape().toArray()).to(parameter.dtype());
      parameter.mul(slope).sum().backward();
    }
    optimizer.step();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aResumedRunHasTheSameBits(UpdateRule rule) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Map<String, Tensor> parameters = parameters(dtype);
      Optimizer optimizer = new Optimizer(rule, 0.1, parameters);
      for (int i = 0; i < 3; i++) {
        step(optimizer, parameters, i);
      }
      optimizer.setRate(0.05);
      Map<String, Tensor> savedState = copies(optimizer.state());
      Map<String, Tensor> resumed = copies(parameters);
      resumed.values().forEach(tensor -> tensor.requiresGrad(true));
      for (int i = 3; i < 6; i++) {
        step(optimizer, parameters, i);
      }
      Optimizer second = new Optimizer(rule, 0.7, resumed);
      second.load(savedState);
      for (int i = 3; i < 6; i++) {
        step(second, resumed, i);
      }
      parameters.forEach(
          (name, tensor) ->
              assertThat(resumed.get(name).toDoubleArray()).isEqualTo(tensor.toDoubleArray()));
      assertThat(second.state().keySet()).isEqualTo(optimizer.state().keySet());
    }
  }

  private static Map<String, Tensor> copies(Map<String, Tensor> tensors) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.detach().copy()));
    return copies;
  }

  /// A parameter that is a part of a larger storage is updated step by step of the rule; one that
  /// has its storage alone in compiled loops, where the kernels have them.
  @ParameterizedTest
  @MethodSource("rules")
  void loopsGiveTheBitsOfTheRule(UpdateRule rule) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Map<String, Tensor> whole = parameters(dtype);
      Map<String, Tensor> parts = new LinkedHashMap<>();
      whole.forEach((name, tensor) -> parts.put(name, part(tensor)));
      Optimizer looped = new Optimizer(rule, 0.1, whole);
      Optimizer stepped = new Optimizer(rule, 0.1, parts);
      for (int i = 0; i < 4; i++) {
        step(looped, whole, i);
        step(stepped, parts, i);
      }
      whole.forEach(
          (name, tensor) ->
              assertThat(parts.get(name).toDoubleArray()).isEqualTo(tensor.toDoubleArray()));
    }
  }

  private static Tensor part(Tensor tensor) {
    Tensor twice = Tensor.cat(List.of(tensor.detach(), tensor.detach()), 0);
    return twice.narrow(0, tensor.size(0), tensor.size(0)).requiresGrad(true);
  }

  @Test
  void groupsHaveRatesOfTheirOwn() {
    Tensor a = leaf(1);
    Tensor b = leaf(1);
    Optimizer optimizer =
        new Optimizer(new Sgd(), 0.5, Map.of("a", a)).add(new Sgd(), 0.25, Map.of("b", b));
    a.add(b).sum().backward();
    optimizer.step();
    assertThat(a.item()).isEqualTo(0.5);
    assertThat(b.item()).isEqualTo(0.75);
    optimizer.setRate(1);
    optimizer.groups().get(1).setRate(0);
    optimizer.step();
    assertThat(a.item()).isEqualTo(-0.5);
    assertThat(b.item()).isEqualTo(0.75);
    assertThat(optimizer.groups().getFirst().names()).containsExactly("a");
    assertThat(optimizer.groups().getFirst().rule()).isEqualTo(new Sgd());
  }

  @Test
  void aParameterWithoutAGradientStays() {
    Tensor a = leaf(1, 2);
    Optimizer optimizer = new Optimizer(new AdamW(), 0.1, Map.of("a", a));
    optimizer.step();
    assertThat(a.toFloatArray()).containsExactly(1, 2);
    assertThat(optimizer.state().get("a.steps").toLongArray()).containsExactly(0);
  }

  @Test
  void gradientsAreForgotten() {
    Tensor a = leaf(1, 2);
    a.sum().backward();
    new Optimizer(new Sgd(), 0.1, Map.of("a", a)).zeroGrad();
    assertThat(a.grad()).isNull();
  }

  @Test
  void aBackwardPassNoticesThatAStepWasMade() {
    Tensor a = leaf(1, 2);
    Optimizer optimizer = new Optimizer(new Sgd(), 0.1, Map.of("a", a));
    a.sum().backward();
    Tensor loss = a.square().sum();
    optimizer.step();
    assertThatThrownBy(loss::backward)
        .hasMessage(
            "backward: square needs a value that step has overwritten since; write to a copy, or"
                + " after backward");
  }

  @Test
  void theStateIsNamed() {
    Optimizer optimizer =
        new Optimizer(new AdamW(), 0.1, Map.of("0.weight", leaf(1)))
            .add(new Sgd(), 0.2, Map.of("0.bias", leaf(1)));
    assertThat(optimizer.state().sequencedKeySet())
        .containsExactly(
            "0.weight.m", "0.weight.v", "0.weight.steps", "0.bias.steps", "rate.0", "rate.1");
    assertThat(optimizer.state().get("rate.1").item()).isEqualTo(0.2);
  }

  @Test
  void whatDoesNotFitIsSaidAndNothingIsLoaded() {
    Map<String, Tensor> parameters = parameters(DType.FLOAT32);
    Optimizer optimizer = new Optimizer(new Adam(), 0.1, parameters);
    step(optimizer, parameters, 1);
    Map<String, Tensor> before = copies(optimizer.state());
    Map<String, Tensor> state = copies(optimizer.state());
    state.put("a.m", Tensor.zeros(5, 7));
    state.put("b.v", Tensor.zeros(4));
    assertThatThrownBy(() -> optimizer.load(state))
        .hasMessage("load: \"b.v\" is float32 [3] here, and float32 [4] was given");
    state.remove("b.v");
    assertThatThrownBy(() -> optimizer.load(state))
        .hasMessage("load: the state of this optimiser has \"b.v\", and no value was given for it");
    state.put("b.v", Tensor.zeros(3));
    state.put("c.v", Tensor.zeros(3));
    assertThatThrownBy(() -> optimizer.load(state))
        .hasMessage("load: every value must have its place; \"c.v\" has none in this optimiser");
    assertThat(optimizer.state().get("a.m").toFloatArray())
        .isEqualTo(before.get("a.m").toFloatArray());
    state.remove("c.v");
    state.put("rate.0", Tensor.of(new double[] {-1}));
    assertThatThrownBy(() -> optimizer.load(state))
        .hasMessage("rate: a learning rate must be finite and not negative; given -1.0");
    assertThat(optimizer.state().get("a.m").toFloatArray())
        .isEqualTo(before.get("a.m").toFloatArray());
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    Tensor a = leaf(1);
    assertThatThrownBy(() -> new Optimizer(new Sgd(), 0.1, Map.of("a", Tensor.ones(2))))
        .hasMessage("Optimizer: a parameter must be a leaf that requires grad; \"a\" is not");
    assertThatThrownBy(() -> new Optimizer(new Sgd(), 0.1, Map.of("a", a.mul(2))))
        .hasMessage("Optimizer: a parameter must be a leaf that requires grad; \"a\" is not");
    Optimizer optimizer = new Optimizer(new Sgd(), 0.1, Map.of("a", a));
    assertThatThrownBy(() -> optimizer.add(new Sgd(), 0.1, Map.of("b", a)))
        .hasMessage(
            "Optimizer: a parameter is given once, under a name of its own; \"b\" is given twice");
    assertThatThrownBy(() -> optimizer.setRate(Double.NaN))
        .hasMessage("rate: a learning rate must be finite and not negative; given NaN");
  }
}
