package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import dev.chainrule.op.Operation;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.Transpose;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The places of a recorded loss, with names that follow from those of the parameters.
final class Walk {
  private final List<Node> places;
  private final IdentityHashMap<Node, String> parameters = new IdentityHashMap<>();

  /// @param root the place of the loss
  Walk(Node root, Map<String, Tensor> parameters) {
    places = Order.of(List.of(root));
    parameters.forEach(
        (name, tensor) -> {
          Node node = tensor.node();
          if (node != null) {
            this.parameters.put(node, name);
          }
        });
  }

  /// All of them, each after what it is made of.
  List<Node> places() {
    return places;
  }

  /// The parameter that a place is, or is a view of; null where it is neither.
  @Nullable String parameter(@Nullable Node place) {
    Node at = place;
    while (at != null && !at.isLeaf() && isView(at.operation())) {
      at = at.input(0);
    }
    return at == null ? null : parameters.get(at);
  }

  private static boolean isView(Operation operation) {
    return operation instanceof Reshape
        || operation instanceof Transpose
        || operation instanceof Permute
        || operation instanceof Expand
        || operation instanceof Unsqueeze
        || operation instanceof Squeeze
        || operation instanceof Slice;
  }

  /// The last parameter that goes into the operation at `place`; null where none does.
  @Nullable String lastParameterOf(Node place) {
    for (int i = place.arity() - 1; i >= 0; i--) {
      String parameter = parameter(place.input(i));
      if (parameter != null) {
        return parameter;
      }
    }
    return null;
  }

  /// Where a reader finds a place: its operation and the layer before it, as `tanh after bnbias` or
  /// `relu after 0`, the module of `0.bias`.
  String name(Node place) {
    if (place.isLeaf()) {
      String parameter = parameter(place);
      return parameter == null ? "a leaf" : parameter;
    }
    String layer = layer(place);
    String operation = place.operation().name();
    return layer == null ? operation : operation.concat(" after ").concat(layer);
  }

  private @Nullable String layer(Node place) {
    Node at = place;
    while (at != null && !at.isLeaf()) {
      String parameter = lastParameterOf(at);
      if (parameter != null) {
        return module(parameter);
      }
      at = firstSource(at);
    }
    return null;
  }

  /// The module of a parameter that has one of the usual names, else the parameter.
  private static String module(String parameter) {
    int dot = parameter.lastIndexOf('.');
    boolean isUsual = parameter.endsWith(".weight") || parameter.endsWith(".bias");
    return isUsual ? parameter.substring(0, dot) : parameter;
  }

  private static @Nullable Node firstSource(Node place) {
    for (int i = 0; i < place.arity(); i++) {
      if (place.input(i) != null) {
        return place.input(i);
      }
    }
    return null;
  }

  /// Names of some places, in their order; a name that comes again gets a number.
  List<String> names(List<Node> some) {
    Map<String, Integer> used = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Node place : some) {
      String name = name(place);
      int count = used.merge(name, 1, Integer::sum);
      names.add(count == 1 ? name : "%s (%d)".formatted(name, count));
    }
    return names;
  }

  /// The places into which no parameter goes any more: those that make a loss of the last layer's
  /// output.
  Set<Node> tail() {
    Set<Node> reached = new HashSet<>();
    List<Node> tail = new ArrayList<>(places);
    int lastLayer = 0;
    for (int i = 0; i < tail.size(); i++) {
      if (!tail.get(i).isLeaf() && lastParameterOf(tail.get(i)) != null) {
        lastLayer = i;
      }
    }
    reached.addAll(tail.subList(lastLayer + 1, tail.size()));
    return reached;
  }
}
