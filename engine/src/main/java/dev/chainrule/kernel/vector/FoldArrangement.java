package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Strided;
import org.jspecify.annotations.Nullable;

/// How a fold runs through memory: along rows, whose elements are neighbours, or down columns that
/// are neighbours.
final class FoldArrangement {
  /// The positions of the results.
  final Arrangement kept;

  final boolean byColumns;

  /// How many elements are folded into one.
  final int count;

  /// How far apart these are; 1 for rows.
  final int step;

  /// How far apart two neighbouring results begin.
  final int columnStep;

  private FoldArrangement(
      Arrangement kept, boolean byColumns, int count, int step, int columnStep) {
    this.kept = kept;
    this.byColumns = byColumns;
    this.count = count;
    this.step = step;
    this.columnStep = columnStep;
  }

  /// Null where the folded elements are not evenly spaced, or neither they nor the results are
  /// neighbours.
  static @Nullable FoldArrangement of(
      Buffer x,
      int offset,
      int[] keptSizes,
      int[] keptSteps,
      int[] foldedSizes,
      int[] foldedSteps) {
    Arrangement kept = Arrangement.of(keptSizes, new Strided(x, offset, keptSteps));
    Arrangement folded = Arrangement.of(foldedSizes, new Strided(x, 0, foldedSteps));
    if (!folded.isRow()) {
      return null;
    }
    int step = folded.columnStep(0);
    int columnStep = kept.columnStep(0);
    if (step == 1 || folded.columns == 1) {
      return new FoldArrangement(kept, false, folded.columns, 1, columnStep);
    }
    return columnStep == 1 ? new FoldArrangement(kept, true, folded.columns, step, 1) : null;
  }
}
