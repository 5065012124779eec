package dev.chainrule.nn.health;

/// Which steps are looked at: a function of the number of the step alone, so that a run that is
/// resumed looks at the same ones.
///
/// The first, then from 16 on each four times as late, for the code is cold and a look dear; from
/// step 256 on each a third later, up to two thousand apart; beyond a hundred thousand each a
/// fiftieth later. 12 of the first 3,000 steps, 36 of 50,000, 96 of 200,000, 294 of ten million.
final class SampledSteps {
  private static final long SECOND = 16;
  private static final long COLD = 256;
  private static final double GROWTH = 1.0 / 3;
  private static final long WIDE = 2_000;
  private static final double LATE_GROWTH = 0.02;

  private SampledSteps() {}

  /// The first sampled step that is not before `step`.
  static long from(long step) {
    long at = 0;
    while (at < step) {
      at = after(at);
    }
    return at;
  }

  /// The sampled step that comes after the sampled step `at`.
  static long after(long at) {
    if (at < COLD) {
      return Math.max(SECOND, 4 * at);
    }
    double widest = Math.max(WIDE, at * LATE_GROWTH);
    return at + (long) Math.min(at * GROWTH, widest);
  }
}
