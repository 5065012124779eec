package dev.chainrule.nn.data;

import java.math.BigDecimal;
import java.util.Arrays;

/// Cuts a sequence into parts.
final class Fractions {
  private static final double ROUNDING = 1e-9;

  private Fractions() {}

  /// The place before which each part ends. Fractions are added up as the decimals they are written
  /// as, so that 0.7 + 0.2 is 0.9; each sum times the count is then cut off to a whole number, as
  /// programs in Python do.
  ///
  /// @param what the name of one thing
  static int[] ends(String what, int count, double... fractions) {
    int[] ends = new int[fractions.length];
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < fractions.length; i++) {
      if (!(fractions[i] >= 0 && fractions[i] <= 1)) {
        throw notOne(fractions);
      }
      sum = sum.add(BigDecimal.valueOf(fractions[i]));
      ends[i] = (int) (Math.min(1, sum.doubleValue()) * count);
    }
    if (!(Math.abs(sum.doubleValue() - 1) <= ROUNDING)) {
      throw notOne(fractions);
    }
    ends[ends.length - 1] = count;
    for (int i = 0; i < ends.length; i++) {
      int begin = i == 0 ? 0 : ends[i - 1];
      if (fractions[i] > 0 && ends[i] == begin) {
        throw new IllegalArgumentException(
            "split: each part must get a %s; of %d, part %d of %s gets none; give more, or other fractions"
                .formatted(what, count, i + 1, Arrays.toString(fractions)));
      }
    }
    return ends;
  }

  private static IllegalArgumentException notOne(double[] fractions) {
    return new IllegalArgumentException(
        "split: fractions must be from 0 to 1 and make 1 together; got %s; for example 0.8, 0.1, 0.1"
            .formatted(Arrays.toString(fractions)));
  }
}
