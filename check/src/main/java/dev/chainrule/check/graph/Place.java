package dev.chainrule.check.graph;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value in a graph, and the operation that made it.
public final class Place {
  /// What went into an operation.
  ///
  /// @param place where the value was made; null where it has no gradient: a constant, an index
  public record Source(NdArray value, @Nullable Place place) {}

  /// A place that uses another as its input number `input`.
  public record Use(Place by, int input) {}

  private final int number;
  private final @Nullable Operation operation;
  private final List<Source> sources;
  private final NdArray value;
  private final List<Use> uses = new ArrayList<>();

  Place(int number, @Nullable Operation operation, List<Source> sources, NdArray value) {
    this.number = number;
    this.operation = operation;
    this.sources = List.copyOf(sources);
    this.value = value;
    for (int i = 0; i < sources.size(); i++) {
      Place from = sources.get(i).place();
      if (from != null) {
        from.uses.add(new Use(this, i));
      }
    }
  }

  /// Its number in the graph: what it is made of has smaller ones.
  public int number() {
    return number;
  }

  public boolean isLeaf() {
    return operation == null;
  }

  /// The operation; not for leaves.
  public Operation operation() {
    if (operation == null) {
      throw new IllegalStateException("a leaf has no operation");
    }
    return operation;
  }

  public List<Source> sources() {
    return sources;
  }

  /// The values of the sources.
  public List<NdArray> inputs() {
    return sources.stream().map(Source::value).toList();
  }

  public NdArray value() {
    return value;
  }

  /// Where the value goes, in the order in which it was used.
  public List<Use> uses() {
    return Collections.unmodifiableList(uses);
  }
}
