package dev.chainrule.worksheet.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules, on bindings made by hand.
class NamingRulesTest {
  private final List<Binding> bindings = new ArrayList<>();

  private Tensor bind(String name, Tensor value, String... reads) {
    int line = bindings.size() + 1;
    bindings.add(new Binding(name, line, value, false, "some", false, Set.of(reads)));
    return value;
  }

  private void bindNumber(String name, double value, String... reads) {
    int line = bindings.size() + 1;
    Tensor scalar = Tensor.of(new double[] {value}).select(0, 0);
    bindings.add(new Binding(name, line, scalar, true, "leaf", false, Set.of(reads)));
  }

  private static Tensor leaf(double... values) {
    return Tensor.of(values).requiresGrad(true);
  }

  private Run run(@Nullable String named, String... backwardOn) {
    return NamingRules.apply(new History(bindings), named, List.of(backwardOn), "");
  }

  private static HandGradient gradient(Run run, String name) {
    return run.gradients().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(Run run) {
    return run.gradients().stream().map(HandGradient::name).toList();
  }

  @Test
  void everyFormOfAGradientIsFound() {
    Tensor x = bind("x", leaf(1, 2));
    bind("loss", x.square().sum(), "x");
    bind("dx", leaf(2, 4), "x");
    bind("dL_dx", leaf(2, 4), "x");
    bind("dloss_dx", leaf(2, 4), "x");
    bind("grad_x", leaf(2, 4), "x");
    bind("delta", leaf(2, 4), "x");
    Run run = run(null);
    assertThat(names(run)).containsExactly("dx", "dL_dx", "dloss_dx", "grad_x");
    assertThat(run.gradients()).allMatch(g -> g.of().equals("x") && g.target() == x);
  }

  @Test
  void theLongestForwardNameWins() {
    Tensor p = bind("p", leaf(1));
    Tensor odd = bind("L_dp", p.mul(3), "p");
    bind("loss", odd.sum(), "L_dp");
    bind("dL_dp", leaf(1));
    assertThat(gradient(run(null), "dL_dp").of()).isEqualTo("L_dp");
  }

  @Test
  void aForwardNameThatLooksLikeAGradientIsNone() {
    Tensor x = bind("x", leaf(1, 2));
    Tensor dx = bind("dx", x.sub(1.5), "x");
    bind("loss", dx.square().sum(), "dx");
    assertThat(names(run(null))).isEmpty();
  }

  @Test
  void aNameOnThePathOfASecondLossIsNoGradientOfTheFirst() {
    Tensor x = bind("x", leaf(1, 2));
    bind("loss", x.square().sum(), "x");
    Tensor dx = bind("dx", x.sub(1.5), "x");
    bind("L", dx.square().sum(), "dx");
    assertThat(names(run(null))).isEmpty();
  }

  @Test
  void aGradientThatIsAForwardValueByAnotherNameIsOne() {
    Tensor a = bind("a", leaf(2));
    Tensor b = bind("b", leaf(3));
    bind("loss", a.mul(b).sum(), "a", "b");
    bind("da", b, "b");
    assertThat(names(run(null))).containsExactly("da");
  }

  @Test
  void aForwardNameMeansWhatItWasWhenTheLossWasComputed() {
    Tensor before = bind("w", leaf(1));
    bind("loss", before.square().sum(), "w");
    bind("dw", leaf(2), "w");
    bind("w", leaf(0.8), "w", "dw");
    assertThat(gradient(run(null), "dw").target()).isSameAs(before);
    assertThat(run(null).steps().getFirst().value()).isSameAs(before);
  }

  @Test
  void aStepBesideTheGraphHasItsLastValueAndOneAfterTheLossNoPlaceInIt() {
    Tensor x = bind("x", leaf(1));
    bind("count", leaf(1));
    bind("loss", x.square().sum(), "x");
    Tensor last = bind("count", leaf(2));
    bind("dalias", x, "x");
    List<Step> steps = run(null).steps();
    assertThat(steps.stream().map(Step::name)).containsExactly("x", "loss", "count", "dalias");
    assertThat(steps.get(2).value().array()).isSameAs(last.array());
    assertThat(steps.get(0).value().node()).isNotNull();
    assertThat(steps.get(3).value().node()).isNull();
  }

  @Test
  void inALoopTheLastRoundCounts() {
    for (int round = 0; round < 3; round++) {
      Tensor w = bind("w", leaf(round));
      bind("loss", w.square().sum(), "w");
      bind("dw", leaf(2 * round), "w");
    }
    HandGradient dw = gradient(run(null), "dw");
    assertThat(dw.target().toDoubleArray()).containsExactly(2);
    assertThat(dw.line()).isEqualTo(9);
  }

  @Test
  void theLossIsTheNamedThenBackwardThenLossThenL() {
    Tensor x = bind("x", leaf(1));
    bind("L", x.mul(1), "x");
    bind("loss", x.mul(2), "x");
    bind("cost", x.mul(3), "x");
    bind("total", x.mul(4), "x");
    assertThat(run(null).losses().getFirst().name()).isEqualTo("loss");
    assertThat(run(null, "cost").losses().getFirst().name()).isEqualTo("cost");
    assertThat(run("total", "cost").losses().stream().map(Run.Loss::name))
        .containsExactly("total", "cost", "loss", "L");
  }

  @Test
  void aVariableThatDoesNotLeadToTheFirstLossFallsBackToTheNext() {
    Tensor x = bind("x", leaf(1));
    bind("loss", x.square().sum(), "x");
    Tensor y = bind("y", leaf(1));
    bind("L", y.square().sum(), "y");
    bind("dy", leaf(2), "y");
    assertThat(gradient(run(null), "dy").target()).isSameAs(y);
  }

  @Test
  void readsGoThroughTemporariesAndStopAtGradients() {
    Tensor a = bind("a", leaf(1));
    Tensor b = bind("b", a.mul(2), "a");
    Tensor c = bind("c", b.mul(2), "b");
    bind("loss", c.sum(), "c");
    Tensor dc = bind("dc", leaf(1));
    Tensor half = bind("half", dc.mul(2), "dc");
    Tensor db = bind("db", half.mul(1), "half");
    bind("da", db.mul(2), "db");
    Run run = run(null);
    assertThat(gradient(run, "db").reads()).containsExactly("dc");
    assertThat(gradient(run, "da").reads()).containsExactly("db");
  }

  @Test
  void whatAnEarlierWriteReadCountsToo() {
    Tensor a = bind("a", leaf(1));
    Tensor b = bind("b", a.mul(2), "a");
    Tensor c = bind("c", a.mul(2), "a");
    bind("loss", b.add(c).sum(), "b", "c");
    bind("db", leaf(1));
    bind("dc", leaf(1));
    bind("da", leaf(2), "db");
    bind("da", leaf(4), "da", "dc");
    assertThat(gradient(run(null), "da").reads()).containsExactly("db", "dc");
  }

  @Test
  void aPlainNumberIsAGradientButNoForwardValue() {
    Tensor x = bind("x", leaf(1));
    bindNumber("n", 3);
    bind("loss", x.mul(3).sum(), "x", "n");
    bindNumber("dloss", 1);
    bindNumber("dn", 1);
    Run run = run(null);
    assertThat(names(run)).containsExactly("dloss");
    assertThat(run.steps().stream().map(Step::name)).containsExactly("x", "loss");
  }

  @Test
  void aWorksheetWithoutALossSaysWhatOneIs() {
    bind("x", leaf(1));
    assertThatThrownBy(() -> run(null))
        .hasMessage(
            "a worksheet needs a loss: a scalar tensor called loss or L, or one on which"
                + " .backward() is called, or named with --loss; none was found");
  }

  @Test
  void aLossThatIsNoScalarSaysWhatItIs() {
    bind("loss", leaf(1, 2));
    assertThatThrownBy(() -> run(null))
        .hasMessage(
            "the loss must be a tensor of one float; loss is a float64 tensor of shape [2]; reduce"
                + " it with .mean() or .sum(), or name another with --loss");
  }

  @Test
  void anUnknownNamedLossSaysWhatIsKnown() {
    bind("loss", leaf(1));
    assertThatThrownBy(() -> run("cost"))
        .hasMessage("loss: the worksheet has no variable 'cost'; known are loss");
  }
}
