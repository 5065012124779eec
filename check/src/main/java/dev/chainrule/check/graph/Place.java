package dev.chainrule.check.graph;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
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
  private final List<NdArray> inputs;
  private final NdArray value;
  private final List<Use> uses = new ArrayList<>();

  Place(int number, @Nullable Operation operation, List<Source> sources, NdArray value) {
    this.number = number;
    this.operation = operation;
    this.sources = List.copyOf(sources);
    this.inputs = sources.stream().map(Source::value).toList();
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
    return inputs;
  }

  /// What the rule of the operation gives input number `input` when `gradOutput` arrives, before
  /// what was broadcast is summed.
  public NdArray vjp(int input, NdArray gradOutput) {
    return operation().vjp(Numbers.INSTANCE, input, inputs, value, gradOutput);
  }

  /// `gradient` summed over the axes along which input number `input` was broadcast.
  public NdArray fit(int input, NdArray gradient) {
    return Numbers.INSTANCE.unbroadcast(gradient, inputs.get(input));
  }

  public NdArray value() {
    return value;
  }

  /// Where the value goes, in the order in which it was used.
  public List<Use> uses() {
    return Collections.unmodifiableList(uses);
  }
}
