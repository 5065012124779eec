package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A mistake that may have been made: what the gradient would then be.
///
/// @param id the name of the mistake
/// @param because what was found, as a sentence without its full stop
/// @param isDecomposed whether it is about the graph with fused operations taken apart
/// @param reach how near to the variable it is made
/// @param change the rule that is changed; null for a mistake in the gradient as a whole
/// @param value what the author would have got in a scene of that graph; null where it cannot be
///   computed
record Hypothesis(
    String id,
    String because,
    boolean isDecomposed,
    Reach reach,
    @Nullable Change change,
    Function<Scene, @Nullable NdArray> value) {
  /// What a mistake in one rule changes.
  record Change(Slice.Edge edge, Slice.Rule rule) {}

  /// How near to the variable a mistake is made.
  enum Reach {
    /// A gradient was read that has nothing to do with the variable.
    ASTRAY,
    /// A gradient that the author wrote was passed over.
    SKIP,
    /// In the variable's own step, or in the gradient as a whole.
    OWN,
    /// In a step between the variable and what was read.
    BETWEEN
  }

  /// A mistake in the gradient as a whole.
  Hypothesis(
      String id, String because, boolean isDecomposed, Function<Scene, @Nullable NdArray> value) {
    this(id, because, isDecomposed, Reach.OWN, null, value);
  }
}
