package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import org.jspecify.annotations.Nullable;

/// An array and, where it is part of a graph, its place there.
public record Recorded(NdArray array, @Nullable Node node) {
  /// The same with elements of its own; a recorded one stays as it is, since it may not be written.
  Recorded copied() {
    return node == null ? new Recorded(Copies.copy(array), null) : this;
  }
}
