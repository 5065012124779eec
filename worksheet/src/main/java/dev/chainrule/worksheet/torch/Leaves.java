package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Variation;
import dev.chainrule.tape.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The float tensors that a worksheet makes of numbers, in order, so that it can be run again with
/// others in their place.
///
/// Only what a loss depends on is replaced, which is known after a first run: a number that the
/// author typed into the backward pass stays.
public final class Leaves {
  /// More leaves than any worksheet that a person writes; those after them stay as they are.
  private static final int MOST = 4096;

  /// What a run tells about its leaves by their number.
  private record Known(BitSet onPath, BitSet wantGrad) {}

  private final Variation variation;
  private final @Nullable Known known;
  private final List<TensorValue> made = new ArrayList<>();
  private final List<@Nullable Node> places = new ArrayList<>();

  private Leaves(Variation variation, @Nullable Known known) {
    this.variation = variation;
    this.known = known;
  }

  /// The leaves of a first run, as they are.
  public static Leaves asWritten() {
    return new Leaves(Variation.NONE, null);
  }

  /// The leaves of a further run, whose first is over: as `variation` says.
  ///
  /// @param roots the losses of the first run
  public Leaves varied(Variation other, List<Tensor> roots) {
    return new Leaves(other, known(roots));
  }

  /// The elements to go on with.
  Tensor elements(Tensor leaf) {
    int number = made.size();
    if (known == null || !known.onPath().get(number)) {
      return leaf;
    }
    return variation.of(leaf, known.wantGrad().get(number));
  }

  /// Notes a leaf that was made.
  void add(TensorValue leaf) {
    if (made.size() < MOST) {
      made.add(leaf);
      places.add(leaf.tensor().node());
    }
  }

  private Known known(List<Tensor> roots) {
    Set<Node> path = path(roots);
    Known found = new Known(new BitSet(), new BitSet());
    for (int i = 0; i < made.size(); i++) {
      Node place = places.get(i);
      found.onPath().set(i, place != null && path.contains(place));
      found.wantGrad().set(i, made.get(i).requiresGrad());
    }
    return found;
  }

  private static Set<Node> path(List<Tensor> roots) {
    Set<Node> path = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Node> open = new ArrayDeque<>();
    for (Tensor root : roots) {
      if (root.node() != null) {
        open.add(root.node());
      }
    }
    while (!open.isEmpty()) {
      Node node = open.pollLast();
      if (path.add(node)) {
        for (int i = 0; i < node.arity(); i++) {
          Node input = node.input(i);
          if (input != null) {
            open.add(input);
          }
        }
      }
    }
    return path;
  }
}
