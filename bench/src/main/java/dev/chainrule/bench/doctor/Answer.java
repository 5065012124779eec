package dev.chainrule.bench.doctor;

import java.util.List;

/// What the doctor answered for one worksheet.
///
/// @param got the mistakes that were named, with the evidence
/// @param elsewhere steps that are right or inherited, and were said to be wrong or were diagnosed
/// @param offered whether a line was offered that mends it
/// @param mended whether that line, run, makes the gradient right
/// @param nanoseconds that the check took, with the diagnosis
record Answer(
    Case question,
    Verdict verdict,
    List<Named> got,
    List<String> elsewhere,
    boolean offered,
    boolean mended,
    long nanoseconds) {
  /// A mistake that was named, and why.
  record Named(String id, String certainty, String because) {}

  /// Whether it counts among what was asked: a mistake, and one.
  boolean isMistake() {
    return !question.isRight() && verdict != Verdict.NO_MISTAKE;
  }

  /// What the lead of a wrong answer is: the first mistake that was named.
  String firstNamed() {
    return got.isEmpty() ? "" : got.getFirst().id();
  }

  /// Whether somebody should look at it.
  boolean isMiss() {
    return !elsewhere.isEmpty()
        || switch (verdict) {
          case NAMED, AMONG, NO_MISTAKE, LEFT_IN_PEACE -> offered && !mended;
          default -> true;
        };
  }
}
