package dev.chainrule.check.notes;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be seen of a gradient without asking whether it is right: its dtype, its shape, entries
/// that are no numbers, and whether there is anything for it to be the gradient of.
public final class Written {
  private Written() {}

  /// Notes what cannot be a gradient.
  ///
  /// @param truth the engine's gradient, of the shape of the variable
  /// @param loss the loss that depends on the variable; null where none does
  /// @param first the loss to name where none does
  public static void note(
      HandGradient gradient,
      NdArray truth,
      Run.@Nullable Loss loss,
      Run.Loss first,
      Consumer<Note> notes) {
    NdArray written = gradient.value().array();
    if (loss == null) {
      notes.accept(new Note("not-on-path", notOnPath(gradient, first)));
    }
    if (!written.dtype().isFloat()) {
      notes.accept(new Note("not-float", notFloat(gradient, written.dtype())));
    }
    if (!written.shape().equals(truth.shape())) {
      notes.accept(new Note("shape", shape(gradient, written.shape(), truth.shape())));
    }
    String because = notFinite(written, truth);
    if (because != null) {
      notes.accept(new Note("not-finite", because));
    }
  }

  private static String notOnPath(HandGradient gradient, Run.Loss loss) {
    String line = loss.line() > 0 ? " (line %d)".formatted(loss.line()) : "";
    return "%s%s does not depend on %s: it is not used on the way there, or cut off by detach, .data or .item(); its gradient is zero"
        .formatted(loss.name(), line, gradient.of());
  }

  private static String notFloat(HandGradient gradient, DType dtype) {
    String given = dtype == DType.BOOL ? "truth values" : "whole numbers (%s)".formatted(dtype);
    return "it holds %s, and a gradient is made of floats like %s; write 1.0 for 1, or call .float()"
        .formatted(given, gradient.of());
  }

  private static String shape(HandGradient gradient, Shape written, Shape wanted) {
    String advice =
        written.numel() == wanted.numel()
            ? "reshape it"
            : Broadcast.fits(wanted, written)
                ? "sum it over the axes along which %s was broadcast".formatted(gradient.of())
                : Broadcast.fits(written, wanted)
                    ? "something is summed that should not be, or it stands for every entry"
                    : "look at the axes of the line that made it";
    return "it has the shape %s, but %s has %s, and a gradient has the shape of its variable; %s"
        .formatted(written, gradient.of(), wanted, advice);
  }

  private static @Nullable String notFinite(NdArray written, NdArray truth) {
    int count = 0;
    int first = -1;
    for (int i = 0; i < written.numel(); i++) {
      if (!Double.isFinite(written.get(i))) {
        first = count == 0 ? i : first;
        count++;
      }
    }
    if (count == 0) {
      return null;
    }
    String engine = "";
    if (written.shape().equals(truth.shape())) {
      double there = truth.get(first);
      engine =
          Double.isFinite(there)
              ? ", where the engine's gradient is %s".formatted(Entries.number(there))
              : ", and so is the engine's gradient, %s; trace --find-nan shows where that begins"
                  .formatted(Entries.number(there));
    }
    return "%s is %s (%d of %d entries are not finite)%s"
        .formatted(
            Entries.index(written.shape(), first),
            Entries.number(written.get(first)),
            count,
            written.numel(),
            engine);
  }
}
