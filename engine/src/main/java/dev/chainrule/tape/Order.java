package dev.chainrule.tape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// The order in which a graph was computed, however deep it is.
public final class Order {
  private Order() {}

  /// All places that lead to `roots`, each after what it is made of.
  public static List<Node> of(List<Node> roots) {
    List<Node> order = new ArrayList<>();
    Set<Node> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> left = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Node> open = new ArrayDeque<>();
    roots.reversed().forEach(open::push);
    while (!open.isEmpty()) {
      Node node = open.element();
      if (entered.add(node)) {
        for (int i = node.arity() - 1; i >= 0; i--) {
          Node input = node.input(i);
          if (input != null && !entered.contains(input)) {
            open.push(input);
          }
        }
      } else {
        open.pop();
        if (left.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }
}
