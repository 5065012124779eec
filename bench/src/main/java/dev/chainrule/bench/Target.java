package dev.chainrule.bench;

import java.util.Map;
import java.util.Optional;

/// What a work should reach.
sealed interface Target {
  /// As the table shows it.
  String text();

  /// Whether `figures`, by contestant, reach it; empty where there is no target or no figure.
  Optional<Boolean> met(Map<String, Double> figures);

  /// Nothing is asked.
  record None() implements Target {
    @Override
    public String text() {
      return "";
    }

    @Override
    public Optional<Boolean> met(Map<String, Double> figures) {
      return Optional.empty();
    }
  }

  /// Ours is at most `limit`.
  record AtMost(double limit, Unit unit) implements Target {
    @Override
    public String text() {
      return "≤ " + unit.show(limit);
    }

    @Override
    public Optional<Boolean> met(Map<String, Double> figures) {
      return Optional.ofNullable(figures.get(Contestants.OURS)).map(ours -> ours <= limit);
    }
  }

  /// Ours is at least `ratio` times as fast as `peer`.
  record AsFastAs(double ratio, String peer) implements Target {
    @Override
    public String text() {
      String number = ratio == Math.rint(ratio) ? Integer.toString((int) ratio) : "" + ratio;
      return "≥ " + number + " × " + peer;
    }

    @Override
    public Optional<Boolean> met(Map<String, Double> figures) {
      Double ours = figures.get(Contestants.OURS);
      Double theirs = figures.get(peer);
      return ours == null || theirs == null
          ? Optional.empty()
          : Optional.of(theirs >= ratio * ours);
    }
  }
}
