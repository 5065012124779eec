package dev.chainrule.bench;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What came out of a work.
///
/// @param work what was done
/// @param figures the median of each contestant, in the order of the columns
/// @param differences how far each other contestant's answer is from ours; see [Agreement]
/// @param rounds how many times each was measured
record Row(Work work, Map<String, Double> figures, Map<String, Double> differences, int rounds) {
  /// How many times less ours is than `peer`'s figure.
  OptionalDouble ratio(String peer) {
    Double ours = figures.get(Contestants.OURS);
    Double theirs = figures.get(peer);
    return ours == null || theirs == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(theirs / ours);
  }

  /// Whether `peer` computed the same numbers as we did, within the work's tolerance.
  boolean agrees(String peer) {
    return differences.getOrDefault(peer, 0.0) <= work.tolerance();
  }

  /// Whether the target is met; empty where there is none or nobody to compare with.
  Optional<Boolean> met() {
    return work.target().met(figures);
  }
}
