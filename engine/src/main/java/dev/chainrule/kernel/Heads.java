package dev.chainrule.kernel;

import dev.chainrule.array.DType;

/// Queries, keys and values of as many heads of attention, or the gradients of these.
public record Heads(Matrices query, Matrices key, Matrices value) {
  /// How many heads there are.
  public int count() {
    return query.count();
  }

  /// Whether all are of `dtype`.
  public boolean are(DType dtype) {
    return query.dtype() == dtype && key.dtype() == dtype && value.dtype() == dtype;
  }
}
