package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.Strided;

/// A loop over strided operands as few nested loops: columns within rows within what is left.
///
/// Neighbouring dimensions that every operand steps through evenly are merged, so that contiguous
/// arrays are one row. The output is row-major.
final class Arrangement {
  /// Elements of a row, and rows, of the two innermost loops.
  final int columns;

  final int rows;

  /// Where each operand begins in the present block of rows.
  final int[] at;

  /// How far each operand steps from row to row.
  final int[] rowSteps;

  /// Bit i says whether operand i steps from column to column by 1 or stays.
  final int steps;

  /// The first operand that steps otherwise from column to column, or −1.
  final int irregular;

  private final int count;
  private final int depth;
  private final int[] loopSizes;
  private final int[] loopSteps;
  private final int[] counters;

  private static final int[] NONE = {};

  /// The arrangement of `operands` in a loop over `sizes`.
  static Arrangement of(int[] sizes, Strided... operands) {
    int steps = 0;
    for (int i = 0; i < operands.length; i++) {
      int[] strides = operands[i].strides();
      int run = 1;
      boolean isRun = true;
      boolean stays = true;
      for (int d = sizes.length - 1; d >= 0; d--) {
        if (sizes[d] != 1) {
          isRun &= strides[d] == run;
          stays &= strides[d] == 0;
          run *= sizes[d];
        }
      }
      if (!isRun && !stays) {
        return new Arrangement(sizes, operands);
      }
      steps |= stays ? 0 : 1 << i;
    }
    return new Arrangement(steps, sizes, operands);
  }

  /// All operands contiguous or repeated: one row.
  private Arrangement(int steps, int[] sizes, Strided[] operands) {
    int numel = 1;
    for (int size : sizes) {
      numel *= size;
    }
    this.steps = steps;
    columns = numel;
    rows = 1;
    irregular = -1;
    count = operands.length;
    depth = numel == 1 ? 0 : 1;
    at = new int[count];
    for (int i = 0; i < count; i++) {
      at[i] = operands[i].offset();
    }
    rowSteps = at;
    loopSizes = NONE;
    loopSteps = NONE;
    counters = NONE;
  }

  private Arrangement(int[] sizes, Strided[] operands) {
    count = operands.length;
    loopSizes = new int[sizes.length];
    loopSteps = new int[sizes.length * count];
    depth = merge(sizes, operands);
    columns = depth > 0 ? loopSizes[0] : 1;
    rows = depth > 1 ? loopSizes[1] : 1;
    at = new int[count];
    rowSteps = new int[count];
    int stepping = 0;
    int other = -1;
    for (int i = 0; i < count; i++) {
      at[i] = operands[i].offset();
      rowSteps[i] = depth > 1 ? loopSteps[count + i] : 0;
      int step = depth > 0 ? loopSteps[i] : 0;
      if (step == 1) {
        stepping |= 1 << i;
      } else if (step != 0 && other < 0) {
        other = i;
      }
    }
    steps = stepping;
    irregular = other;
    counters = depth > 2 ? new int[depth] : loopSizes;
  }

  /// Fills in the loops from the innermost out; returns how many there are.
  private int merge(int[] sizes, Strided... operands) {
    int loops = 0;
    for (int d = sizes.length - 1; d >= 0; d--) {
      int size = sizes[d];
      if (size == 1) {
        continue;
      }
      if (loops > 0 && continues(operands, d, loops - 1)) {
        loopSizes[loops - 1] *= size;
        continue;
      }
      loopSizes[loops] = size;
      for (int i = 0; i < count; i++) {
        loopSteps[loops * count + i] = operands[i].strides()[d];
      }
      loops++;
    }
    return loops;
  }

  private boolean continues(Strided[] operands, int d, int inner) {
    for (int i = 0; i < count; i++) {
      if (operands[i].strides()[d] != loopSteps[inner * count + i] * loopSizes[inner]) {
        return false;
      }
    }
    return true;
  }

  /// Whether all is one row.
  boolean isRow() {
    return depth < 2;
  }

  /// How far operand `i` steps from column to column.
  int columnStep(int i) {
    return loopSteps.length == 0 ? steps >> i & 1 : loopSteps[i];
  }

  /// Where each operand is at a row and a column of the present block.
  int[] at(int row, int column) {
    int[] there = new int[count];
    for (int i = 0; i < count; i++) {
      there[i] = at[i] + row * rowSteps[i] + column * columnStep(i);
    }
    return there;
  }

  /// Moves to the next block of rows; false after the last.
  boolean advance() {
    for (int d = 2; d < depth; d++) {
      counters[d]++;
      for (int i = 0; i < count; i++) {
        at[i] += loopSteps[d * count + i];
      }
      if (counters[d] < loopSizes[d]) {
        return true;
      }
      for (int i = 0; i < count; i++) {
        at[i] -= loopSteps[d * count + i] * loopSizes[d];
      }
      counters[d] = 0;
    }
    return false;
  }
}
