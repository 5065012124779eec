package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Magnitudes.Weighed;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.tape.Backward;
import dev.chainrule.tape.Node;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The engine's gradients of one run, each entry with the sum of the absolute values of its terms.
final class Truth {
  private final Run run;

  /// For each loss, the gradients of everything that leads to it.
  private final IdentityHashMap<Run.Loss, SequencedMap<Node, Weighed>> gradients =
      new IdentityHashMap<>();

  private final IdentityHashMap<Run.Loss, SequencedMap<Node, Weighed>> whole =
      new IdentityHashMap<>();

  Truth(Run run) {
    this.run = run;
  }

  /// The gradient of the first loss that `target` leads to; null where it leads to none.
  @Nullable Weighed of(Node target) {
    Run.Loss loss = lossOf(target);
    return loss == null ? null : all(loss).get(target);
  }

  /// The first loss that `target` leads to.
  Run.@Nullable Loss lossOf(Node target) {
    for (Run.Loss loss : run.losses()) {
      if (all(loss).containsKey(target)) {
        return loss;
      }
    }
    return null;
  }

  /// The gradient of `target` when that at each place in `given` is replaced; null where none
  /// flows.
  @Nullable Weighed given(Node target, Map<Node, NdArray> given) {
    Run.Loss loss = lossOf(target);
    if (loss == null) {
      return null;
    }
    return pass(loss, between(loss, target, given), given, false).get(target);
  }

  /// Where gradients must arrive for that of `target`: what lies between it and the loss, or on the
  /// near side of what is given.
  private Set<Node> between(Run.Loss loss, Node target, Map<Node, NdArray> given) {
    Set<Node> between = new HashSet<>(Set.of(target));
    for (Node node : all(loss).sequencedKeySet().reversed()) {
      for (int i = 0; i < node.arity(); i++) {
        Node input = node.input(i);
        if (between.contains(input) && (input == target || !given.containsKey(input))) {
          between.add(node);
        }
      }
    }
    return between;
  }

  /// As [#of], with the terms weighed all the way from the loss: what is as small as rounding
  /// beside these is rounding.
  @Nullable Weighed fromLoss(Node target) {
    Run.Loss loss = lossOf(target);
    return loss == null
        ? null
        : whole.computeIfAbsent(loss, l -> pass(l, null, Map.of(), true)).get(target);
  }

  /// Of all that leads to the loss: the loss first, everything after all that was made of it.
  private SequencedMap<Node, Weighed> all(Run.Loss loss) {
    return gradients.computeIfAbsent(loss, l -> pass(l, null, Map.of(), false));
  }

  /// One backward pass through the places `wanted`, all where that is null, and their gradients.
  ///
  /// @param isWhole whether terms are weighed from the loss on, or one step at a time
  private static SequencedMap<Node, Weighed> pass(
      Run.Loss loss, @Nullable Set<Node> wanted, Map<Node, NdArray> given, boolean isWhole) {
    SequencedMap<Node, Weighed> found = new LinkedHashMap<>();
    Node root = loss.value().node();
    if (root == null) {
      return found;
    }
    NdArray one = NdArray.full(loss.value().dtype(), loss.value().shape(), 1);
    new Backward<>(MagnitudeReading.INSTANCE)
        .replacing(
            (node, gradient) -> {
              if (wanted != null && !wanted.contains(node)) {
                return null;
              }
              if (gradient != null) {
                found.put(node, gradient);
              }
              NdArray replacement = given.get(node);
              if (replacement != null) {
                return Weighed.gradient(replacement);
              }
              // One step at a time, what arrives complete counts as one term.
              return gradient == null || isWhole ? gradient : Weighed.gradient(gradient.value());
            })
        .gradients(root, Weighed.gradient(one), Set.of());
    return found;
  }

  /// `value` in the shape of a gradient of `target`, or null where it has another number of
  /// elements.
  static @Nullable NdArray fitted(NdArray value, Shape target) {
    return value.numel() == target.numel() ? Copies.reshape(value, target) : null;
  }

  /// As [#fitted], and repeated where it broadcasts to `target`, as the lines that read it do.
  static @Nullable NdArray spread(NdArray value, Shape target) {
    boolean broadcasts = Broadcast.fits(value.shape(), target);
    return broadcasts ? value.expand(target) : fitted(value, target);
  }
}
