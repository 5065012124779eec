package dev.chainrule.check.graph;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place.Source;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Operation;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All places that lead to some roots, in an order in which every place comes after what it is made
/// of. The tape must have kept the values; see `GradMode.keepingValues`.
///
/// Two runs that take the same path give graphs with the same numbers.
public final class Graph {
  private final List<Place> places = new ArrayList<>();
  private final Map<Node, Place> byNode = new HashMap<>();
  private final boolean isDecomposed;

  private Graph(boolean isDecomposed) {
    this.isDecomposed = isDecomposed;
  }

  /// The graph as it was recorded.
  public static Graph of(List<Node> roots) {
    return new Graph(false).with(roots);
  }

  /// The graph with each fused operation replaced by the plain ones that it stands for.
  public static Graph decomposed(List<Node> roots) {
    return new Graph(true).with(roots);
  }

  public List<Place> places() {
    return Collections.unmodifiableList(places);
  }

  /// The place of `node`, or null where it leads to no root.
  public @Nullable Place of(@Nullable Node node) {
    return node == null ? null : byNode.get(node);
  }

  private Graph with(List<Node> roots) {
    List<Node> order = Order.of(roots);
    Map<Node, NdArray> leaves = new HashMap<>();
    for (Node node : order) {
      for (int i = 0; i < node.arity(); i++) {
        Node input = node.input(i);
        if (input != null && input.isLeaf()) {
          leaves.putIfAbsent(input, node.value(i));
        }
      }
    }
    for (Node node : order) {
      byNode.put(node, node.isLeaf() ? leaf(node, leaves) : place(node));
    }
    return this;
  }

  private Place leaf(Node node, Map<Node, NdArray> values) {
    // A root that is a leaf has no elements on the tape, and no one asks for them.
    return add(null, List.of(), values.getOrDefault(node, node.output()));
  }

  private Place place(Node node) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < node.arity(); i++) {
      sources.add(new Source(node.value(i), of(node.input(i))));
    }
    if (isDecomposed && node.operation() instanceof Fused fused) {
      Place last = fused.decompose(new Decomposing(), sources).place();
      if (last != null) {
        return last;
      }
    }
    return add(node.operation(), sources, node.output());
  }

  private Place add(@Nullable Operation operation, List<Source> sources, NdArray value) {
    Place place = new Place(places.size(), operation, sources, value);
    places.add(place);
    return place;
  }

  /// Applies operations to sources and notes each as a place.
  private final class Decomposing implements TensorAlgebra<Source> {
    @Override
    public Source constant(double value) {
      return new Source(NdArray.number(value), null);
    }

    @Override
    public Source apply(Operation operation, List<Source> inputs) {
      if (operation instanceof Fused fused) {
        return fused.decompose(this, inputs);
      }
      NdArray value = operation.forward(inputs.stream().map(Source::value).toList());
      boolean flows = false;
      List<Source> sources = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        Source input = inputs.get(i);
        boolean wanted = operation.differentiable(i) && input.place() != null;
        sources.add(wanted ? input : new Source(input.value(), null));
        flows |= wanted;
      }
      boolean isPlace = flows && value.dtype().isFloat();
      return new Source(value, isPlace ? Graph.this.add(operation, sources, value) : null);
    }
  }
}
