package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.GradMode;
import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SliceTest {
  /// loss = Σ tanh(x) · x + exp(tanh(x)); beside it another loss.
  private final Tensor x = Tensor.of(new double[] {0.5, -1, 2}).requiresGrad(true);

  private final Tensor y = GradMode.keepingValues(x::tanh);
  private final Tensor product = GradMode.keepingValues(() -> y.mul(x));
  private final Tensor power = GradMode.keepingValues(y::exp);
  private final Tensor loss = GradMode.keepingValues(() -> product.add(power).sum());
  private final Tensor other = GradMode.keepingValues(() -> y.square().sum());
  private final Graph graph =
      Graph.of(List.of(Objects.requireNonNull(loss.node()), Objects.requireNonNull(other.node())));

  private Place place(Tensor tensor) {
    return Objects.requireNonNull(graph.of(tensor.node()));
  }

  private Slice slice(Tensor target, Map<Place, NdArray> given) {
    return new Slice(place(target), place(loss), given);
  }

  private static NdArray array(double... elements) {
    return NdArray.of(new Buffer.OfDouble(elements), Shape.of(elements.length));
  }

  private double[] truth(Tensor of) {
    return Gradients.of(loss, List.of(of)).getFirst().toDoubleArray();
  }

  private Edge edge(Tensor by, int input) {
    return new Edge(place(by).number(), input);
  }

  @Test
  void fromTheLossItIsTheGradient() {
    Slice slice = slice(x, Map.of());
    assertThat(slice.flows()).isTrue();
    assertThat(slice.gradient().toDoubles()).containsExactly(truth(x));
    assertThat(Objects.requireNonNull(slice.gradient(place(y))).toDoubles())
        .containsExactly(truth(y));
    assertThat(slice.target()).isSameAs(place(x));
    assertThat(slice.order().getFirst()).isSameAs(place(loss));
    assertThat(slice.order().getLast()).isSameAs(place(x));
  }

  @Test
  void anotherLossDoesNotCount() {
    assertThat(slice(y, Map.of()).order()).doesNotContain(place(other));
    assertThat(Slice.leads(place(x), place(other))).isTrue();
    assertThat(Slice.leads(place(product), place(other))).isFalse();
    assertThat(slice(other, Map.of()).flows()).isFalse();
    assertThat(slice(other, Map.of()).gradient().toDoubles()).containsExactly(0);
  }

  @Test
  void itStartsFromWhatIsGiven() {
    NdArray wrong = array(7, 8, 9);
    Slice slice = slice(x, Map.of(place(y), wrong));
    double[] through = slice.contribution(edge(y, 0)).toDoubles();
    double[] beside = slice.contribution(edge(product, 1)).toDoubles();
    double[] values = y.toDoubleArray();
    for (int i = 0; i < 3; i++) {
      assertThat(through[i]).isEqualTo(wrong.get(i) * (1 - values[i] * values[i]));
      assertThat(beside[i]).isEqualTo(values[i]);
      assertThat(slice.gradient().get(i)).isEqualTo(through[i] + beside[i]);
    }
    assertThat(slice.edges()).containsExactly(edge(y, 0));
  }

  @Test
  void theTermsAreTheUsesOfThePlace() {
    assertThat(slice(x, Map.of()).terms()).containsExactlyInAnyOrder(edge(y, 0), edge(product, 1));
    assertThat(slice(x, Map.of()).terms(place(y)))
        .containsExactlyInAnyOrder(edge(product, 0), edge(power, 0));
    assertThat(slice(x, Map.of()).place(edge(power, 0))).isSameAs(place(power));
  }

  @Test
  void anEdgeMayBeCutOrContributeSomethingElse() {
    Slice slice = slice(y, Map.of());
    NdArray cut = Objects.requireNonNull(slice.with(edge(product, 0), Slice.CUT));
    assertThat(cut.toDoubles()).containsExactly(power.toDoubleArray());
    NdArray passed = Objects.requireNonNull(slice.with(edge(power, 0), (by, input, g) -> g));
    for (int i = 0; i < 3; i++) {
      assertThat(passed.get(i)).isEqualTo(1 + x.toDoubleArray()[i]);
    }
    assertThat(slice.gradient().toDoubles()).containsExactly(truth(y));
  }

  @Test
  void aChangeReachesWhatComesAfter() {
    Slice slice = slice(x, Map.of());
    NdArray doubled =
        Objects.requireNonNull(
            slice.with(
                Map.of(
                    edge(y, 0),
                    (by, input, g) ->
                        Numbers.INSTANCE.mul(Slice.right(by, input, g), NdArray.number(2.0)),
                    edge(product, 1),
                    Slice.CUT)));
    double[] through = slice.contribution(edge(y, 0)).toDoubles();
    for (int i = 0; i < 3; i++) {
      assertThat(doubled.get(i)).isEqualTo(2 * through[i]);
    }
  }

  @Test
  void whatCannotBeRunGivesNothing() {
    Slice slice = slice(x, Map.of());
    assertThat(slice.with(edge(power, 0), (by, input, g) -> null)).isNull();
    assertThat(slice.with(edge(power, 0), (by, input, g) -> array(1, 2))).isNull();
    assertThatThrownBy(() -> slice.contribution(new Edge(place(x).number(), 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> slice.place(new Edge(place(other).number(), 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
