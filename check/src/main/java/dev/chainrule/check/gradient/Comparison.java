package dev.chainrule.check.gradient;

import java.util.List;

/// A derivative from the rule beside the one from differences.
///
/// @param output which entry of the output; empty for a scalar, and for a random direction
/// @param entry which entry of the input; empty for a scalar, and for a random direction
/// @param analytic from the rule
/// @param numeric from differences
/// @param tolerance how far apart they may be
public record Comparison(
    List<Integer> output, List<Integer> entry, double analytic, double numeric, double tolerance) {
  public double difference() {
    return Math.abs(analytic - numeric);
  }

  /// Whether they agree; NaN agrees with nothing.
  public boolean agrees() {
    return difference() <= tolerance;
  }

  /// How far beyond the tolerance, 1 at its edge.
  double excess() {
    double difference = difference();
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / tolerance;
  }
}
