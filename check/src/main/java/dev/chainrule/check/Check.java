package dev.chainrule.check;

import dev.chainrule.check.doctor.Diagnosis;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The verdict on one gradient written by hand.
///
/// @param name the author's name for it
/// @param of the forward value that it is the gradient of
/// @param maxAbsDiff the largest difference from the engine's gradient in the experiment's own
///   dtypes; null where the shapes differ
/// @param maxRelDiff the largest difference relative to the larger of the two values; null where
///   the shapes differ
/// @param shape the shape it has; null where it is missing
/// @param expectedShape the shape it should have
/// @param line the last line that wrote it; 0 where there are no lines
/// @param inheritedFrom the nearest wrong gradient it was computed from, for an inherited one
/// @param diagnosis the mistakes that explain it, the likeliest first; empty where it is not wrong
/// @param notes observations that are no mistakes
public record Check(
    String name,
    String of,
    Status status,
    @Nullable Double maxAbsDiff,
    @Nullable Double maxRelDiff,
    @Nullable Shape shape,
    Shape expectedShape,
    int line,
    @Nullable String inheritedFrom,
    List<Diagnosis> diagnosis,
    List<Note> notes) {
  /// The same with what the doctor says.
  Check with(List<Diagnosis> found) {
    return of(status, inheritedFrom, found);
  }

  /// The same, as right but for a mistake in `from`.
  Check inherited(String from) {
    return of(Status.INHERITED, from, List.of());
  }

  /// The same with observations that are no mistakes.
  Check noted(List<Note> seen) {
    return new Check(
        name,
        of,
        status,
        maxAbsDiff,
        maxRelDiff,
        shape,
        expectedShape,
        line,
        inheritedFrom,
        diagnosis,
        seen);
  }

  private Check of(Status now, @Nullable String from, List<Diagnosis> found) {
    return new Check(
        name, of, now, maxAbsDiff, maxRelDiff, shape, expectedShape, line, from, found, notes);
  }
}
