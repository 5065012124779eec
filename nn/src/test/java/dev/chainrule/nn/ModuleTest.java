package dev.chainrule.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names, modes and loading of a module with a module in it.
class ModuleTest {
  private static final class Scale extends Module {
    private final Tensor factor = parameter("factor", Tensor.of(new float[] {2, 3}));
    private final Tensor seen = buffer("seen", Tensor.scalar(0));

    @Override
    public Tensor forward(Tensor x) {
      return x.mul(factor).add(seen);
    }
  }

  private static final class Outer extends Module {
    private final Tensor shift = parameter("shift", Tensor.of(new float[] {1, 1}));
    private final Scale scale = child("scale", new Scale());

    @Override
    public Tensor forward(Tensor x) {
      return scale.forward(x).add(shift);
    }
  }

  private final Outer outer = new Outer();

  @Test
  void parametersAndBuffersAreNamedByTheirPlace() {
    assertThat(outer.parameters().sequencedKeySet()).containsExactly("shift", "scale.factor");
    assertThat(outer.buffers().sequencedKeySet()).containsExactly("scale.seen");
    assertThat(outer.state().sequencedKeySet())
        .containsExactly("shift", "scale.factor", "scale.seen");
    assertThat(outer.parameterCount()).isEqualTo(4);
    assertThat(outer.parameters().values()).allMatch(Tensor::requiresGrad);
  }

  @Test
  void modesReachTheParts() {
    assertThat(outer.scale.training()).isTrue();
    outer.eval();
    assertThat(outer.scale.training()).isFalse();
    outer.train();
    assertThat(outer.scale.training()).isTrue();
  }

  @Test
  void gradientsAreForgotten() {
    outer.forward(Tensor.ones(2)).sum().backward();
    assertThat(outer.scale.factor.grad()).isNotNull();
    outer.zeroGrad();
    assertThat(outer.scale.factor.grad()).isNull();
  }

  @Test
  void whatIsLoadedIsCopied() {
    Outer other = new Outer();
    other.shift.fillInPlace(7);
    outer.load(other.state());
    other.shift.fillInPlace(8);
    assertThat(outer.shift.toFloatArray()).containsExactly(7, 7);
  }

  @Test
  void whatDoesNotFitIsSaidAndNothingIsLoaded() {
    Map<String, Tensor> state = new LinkedHashMap<>(outer.state());
    state.put("shift", Tensor.zeros(2));
    state.put("scale.factor", Tensor.zeros(3));
    assertThatThrownBy(() -> outer.load(state))
        .hasMessage("load: \"scale.factor\" is float32 [2] here, and float32 [3] was given");
    assertThat(outer.shift.toFloatArray()).containsExactly(1, 1);
    state.remove("scale.factor");
    assertThatThrownBy(() -> outer.load(state))
        .hasMessage("load: every parameter and buffer needs a value; \"scale.factor\" has none");
    state.put("scale.factor", Tensor.zeros(2));
    state.put("bias", Tensor.zeros(2));
    assertThatThrownBy(() -> outer.load(state))
        .hasMessage(
            "load: every value must have its place; \"bias\" has none; this module has [shift,"
                + " scale.factor, scale.seen]");
  }

  @Test
  void aNameIsGivenOnce() {
    assertThatThrownBy(() -> outer.buffer("shift", Tensor.zeros(2)))
        .hasMessage("module: a name is given once; \"shift\" is given twice");
    assertThatThrownBy(() -> outer.child("a.b", new Scale()))
        .hasMessage("module: a name must not be empty or contain a dot; it is \"a.b\"");
  }
}
