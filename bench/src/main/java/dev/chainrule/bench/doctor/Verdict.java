package dev.chainrule.bench.doctor;

/// What became of one worksheet.
enum Verdict {
  /// The mistake alone was named.
  NAMED("named"),
  /// It is among several that were named.
  AMONG("among"),
  /// The doctor said that nothing fits.
  UNKNOWN("unknown"),
  /// The gradient was found wrong, and no more was said.
  UNDIAGNOSED("undiagnosed"),
  /// Another mistake was named, or several others.
  MISNAMED("misnamed"),
  /// The step was held to be right but for what it was computed from.
  MISPLACED("misplaced"),
  /// What was meant as a mistake gives the right gradient.
  NO_MISTAKE("no mistake"),
  /// A right worksheet was left in peace.
  LEFT_IN_PEACE("left in peace"),
  /// A right worksheet was found wrong, or diagnosed.
  FALSE_ALARM("false alarm"),
  /// The check did not come to an end.
  FAILED("failed");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
