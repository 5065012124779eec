package dev.chainrule.kernel;

import dev.chainrule.array.DType;

/// Matrices of one shape and one pair of strides, which begin at `starts`.
@SuppressWarnings("ArrayRecordComponent") // where batches lie; never compared
public record Matrices(Strided matrix, int[] starts) {
  /// How many there are.
  public int count() {
    return starts.length;
  }

  /// Number i.
  public Strided at(int i) {
    return new Strided(matrix.buffer(), starts[i], matrix.strides());
  }

  public DType dtype() {
    return matrix.buffer().dtype();
  }
}
