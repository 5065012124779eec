package dev.chainrule.check.notes;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Note;
import java.util.Locale;
import java.util.function.Consumer;

/// How far a right gradient is from the engine's, in units in the last place.
public final class Rounding {
  /// Above this, terms cancelled, and the unit of the entry itself says little.
  private static final double CANCELLED = 16;

  private Rounding() {}

  /// Notes a difference that is rounding alone.
  ///
  /// @param written by hand, in the experiment's own dtypes
  /// @param truth the engine's, in these
  /// @param magnitude the sum of the absolute terms of each entry
  public static void note(NdArray written, NdArray truth, NdArray magnitude, Consumer<Note> notes) {
    int worst = -1;
    double most = 0;
    for (int i = 0; i < truth.numel(); i++) {
      double difference = Math.abs(written.get(i) - truth.get(i));
      double size = Math.max(Math.abs(truth.get(i)), Math.abs(written.get(i)));
      if (difference > 0 && difference / ulp(size, truth.dtype()) > most) {
        most = difference / ulp(size, truth.dtype());
        worst = i;
      }
    }
    if (worst < 0) {
      return;
    }
    double ofTerms =
        Math.abs(written.get(worst) - truth.get(worst)) / ulp(magnitude.get(worst), truth.dtype());
    String cancelled =
        most <= CANCELLED
            ? ""
            : "; its terms nearly cancel, and it is %s in the last place of their sum of absolute values"
                .formatted(units(ofTerms));
    notes.accept(
        new Note(
            "rounding",
            "it is right, and differs in %s by rounding: at most %s in the last place, at %s%s"
                .formatted(
                    truth.dtype(), units(most), Entries.index(truth.shape(), worst), cancelled)));
  }

  private static double ulp(double value, DType dtype) {
    return dtype == DType.FLOAT32 ? Math.ulp((float) value) : Math.ulp(value);
  }

  private static String units(double count) {
    String number =
        count == Math.rint(count)
            ? String.valueOf((long) count)
            : String.format(Locale.ROOT, "%.2g", count);
    return number + (count == 1 ? " unit" : " units");
  }
}
