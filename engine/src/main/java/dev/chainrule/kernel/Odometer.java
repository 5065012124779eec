package dev.chainrule.kernel;

/// Walks the rows of a strided loop: all dimensions but the last, outermost first.
///
/// Neighbouring dimensions that every operand steps through evenly are merged first, so that a
/// contiguous array is one row.
final class Odometer {
  /// Elements in a row.
  final int rowLength;

  /// Each operand's step within a row.
  final int[] rowStrides;

  /// Each operand's position at the start of the current row.
  final int[] positions;

  private final int[] sizes;
  private final int[][] strides;
  private final int[] counters;
  private final int rank;
  private long rowsLeft;

  Odometer(int[] loopSizes, Strided... operands) {
    int count = operands.length;
    sizes = new int[loopSizes.length];
    strides = new int[count][loopSizes.length];
    int merged = 0;
    long rows = 1;
    for (int d = 0; d < loopSizes.length; d++) {
      rows *= loopSizes[d];
      if (loopSizes[d] == 1) {
        continue;
      }
      if (merged > 0 && continues(operands, d, loopSizes[d], merged - 1)) {
        sizes[merged - 1] *= loopSizes[d];
        for (int i = 0; i < count; i++) {
          strides[i][merged - 1] = operands[i].strides()[d];
        }
      } else {
        sizes[merged] = loopSizes[d];
        for (int i = 0; i < count; i++) {
          strides[i][merged] = operands[i].strides()[d];
        }
        merged++;
      }
    }
    rank = Math.max(merged - 1, 0);
    rowLength = merged == 0 ? 1 : sizes[merged - 1];
    rowsLeft = rowLength == 0 ? 0 : rows / rowLength;
    rowStrides = new int[count];
    positions = new int[count];
    for (int i = 0; i < count; i++) {
      rowStrides[i] = merged == 0 ? 0 : strides[i][merged - 1];
      positions[i] = operands[i].offset();
    }
    counters = new int[rank];
  }

  private boolean continues(Strided[] operands, int d, int size, int previous) {
    for (int i = 0; i < operands.length; i++) {
      if (strides[i][previous] != operands[i].strides()[d] * size) {
        return false;
      }
    }
    return true;
  }

  boolean hasRow() {
    return rowsLeft > 0;
  }

  void nextRow() {
    rowsLeft--;
    for (int d = rank - 1; d >= 0; d--) {
      counters[d]++;
      for (int i = 0; i < positions.length; i++) {
        positions[i] += strides[i][d];
      }
      if (counters[d] < sizes[d]) {
        return;
      }
      for (int i = 0; i < positions.length; i++) {
        positions[i] -= strides[i][d] * sizes[d];
      }
      counters[d] = 0;
    }
  }
}
