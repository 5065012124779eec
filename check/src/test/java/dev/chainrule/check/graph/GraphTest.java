package dev.chainrule.check.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.op.Fused;
import dev.chainrule.tape.Node;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static Node node(Tensor tensor) {
    return Objects.requireNonNull(tensor.node());
  }

  private static Place place(Graph graph, Tensor tensor) {
    return Objects.requireNonNull(graph.of(tensor.node()));
  }

  private static Tensor leaf(double... values) {
    return Tensor.of(values).requiresGrad(true);
  }

  private static Tensor kept(Supplier<Tensor> body) {
    return GradMode.keepingValues(body);
  }

  @Test
  void aPlaceComesAfterWhatItIsMadeOf() {
    Tensor x = leaf(0.5, 2);
    Tensor loss = kept(() -> x.exp().mul(x).add(x.tanh()).sum());
    Graph graph = Graph.of(List.of(node(loss)));
    assertThat(graph.places()).hasSize(6);
    for (int i = 0; i < graph.places().size(); i++) {
      Place place = graph.places().get(i);
      assertThat(place.number()).isEqualTo(i);
      assertThat(place.sources())
          .allMatch(s -> s.place() == null || s.place().number() < place.number());
    }
    assertThat(graph.places().getLast()).isSameAs(place(graph, loss));
    assertThat(place(graph, x).isLeaf()).isTrue();
    assertThat(graph.places().stream().filter(Place::isLeaf)).hasSize(1);
  }

  @Test
  void everyUseIsListedInOrderWithItsInput() {
    Tensor x = leaf(3, 4);
    Tensor c = Tensor.of(new double[] {5, 6});
    Tensor square = kept(() -> x.mul(x));
    Tensor loss = kept(() -> c.sub(square).sum());
    Graph graph = Graph.of(List.of(node(loss)));
    assertThat(place(graph, x).uses())
        .containsExactly(
            new Place.Use(place(graph, square), 0), new Place.Use(place(graph, square), 1));
    Place difference = place(graph, square).uses().getFirst().by();
    assertThat(difference.operation().name()).isEqualTo("sub");
    assertThat(difference.sources().getFirst().place()).isNull();
    assertThat(difference.inputs().getFirst().toDoubles()).containsExactly(5, 6);
    assertThat(place(graph, loss).uses()).isEmpty();
  }

  @Test
  void allValuesAreThere() {
    Tensor x = leaf(3, 4);
    Tensor y = kept(() -> x.add(1));
    Graph graph = Graph.of(List.of(node(kept(y::sum))));
    assertThat(place(graph, x).value().toDoubles()).containsExactly(3, 4);
    assertThat(place(graph, y).value().toDoubles()).containsExactly(4, 5);
  }

  @Test
  void whatLeadsToNoRootIsNotThere() {
    Tensor x = leaf(3, 4);
    Tensor aside = kept(x::exp);
    Graph graph = Graph.of(List.of(node(kept(x::sum))));
    assertThat(graph.of(aside.node())).isNull();
    assertThat(graph.of((Node) null)).isNull();
    assertThat(graph.places()).hasSize(2);
  }

  @Test
  void severalRootsShareTheirPlaces() {
    Tensor x = leaf(3, 4);
    Tensor y = kept(x::exp);
    Tensor first = kept(y::sum);
    Tensor second = kept(y::mean);
    Graph graph = Graph.of(List.of(node(first), node(second)));
    assertThat(graph.places()).hasSize(4);
    assertThat(place(graph, y).uses())
        .extracting(Place.Use::by)
        .containsExactly(place(graph, first), place(graph, second));
  }

  @Test
  void aLeafHasNoOperation() {
    Tensor x = leaf(3);
    Place leaf = Graph.of(List.of(node(x))).places().getFirst();
    assertThat(leaf.sources()).isEmpty();
    assertThatThrownBy(leaf::operation).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFusedOperationTakenApartHasTheSameValue() {
    Tensor logits = Tensor.of(new double[] {0.5, -1, 2, 0, 3, -0.5}, 2, 3).requiresGrad(true);
    Tensor target = Tensor.of(new long[] {2, 0});
    Tensor loss = kept(() -> logits.crossEntropy(target));
    Graph recorded = Graph.of(List.of(node(loss)));
    Graph plain = Graph.decomposed(List.of(node(loss)));
    assertThat(recorded.places()).hasSize(2);
    assertThat(place(recorded, loss).operation()).isInstanceOf(Fused.class);
    assertThat(plain.places()).hasSizeGreaterThan(4);
    assertThat(plain.places()).noneMatch(p -> !p.isLeaf() && p.operation() instanceof Fused);
    assertThat(place(plain, loss)).isSameAs(plain.places().getLast());
    assertThat(Math.abs(place(plain, loss).value().get(0) - loss.item())).isLessThan(1e-12);
    assertThat(place(plain, logits).value().toDoubles())
        .containsExactly(place(recorded, logits).value().toDoubles());
  }

  @Test
  void twoRunsOfTheSamePathHaveTheSameNumbers() {
    Supplier<Graph> run =
        () -> {
          Tensor x = leaf(Math.PI, 2);
          return Graph.of(List.of(node(kept(() -> x.exp().mul(x).add(x.tanh()).sum()))));
        };
    List<String> first = names(run.get());
    assertThat(names(run.get())).isEqualTo(first);
    assertThat(first).containsExactly("leaf", "exp", "mul", "tanh", "add", "sum");
  }

  private static List<String> names(Graph graph) {
    return graph.places().stream().map(p -> p.isLeaf() ? "leaf" : p.operation().name()).toList();
  }

  @Test
  void aLongChainIsNoDeepRecursion() {
    Tensor x = leaf(1);
    Tensor last =
        kept(
            () -> {
              Tensor y = x;
              for (int i = 0; i < 20_000; i++) {
                y = y.add(1);
              }
              return y;
            });
    assertThat(Graph.of(List.of(node(last))).places()).hasSize(20_001);
  }
}
