package dev.chainrule.check.doctor;

import dev.chainrule.check.doctor.Hypothesis.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which of several mistakes that fit is the one to name: the specific shadows the general.
final class Shadows {
  /// Names for what is left when nothing says more.
  private static final Set<String> LAST = Set.of("scale-constant");

  /// Names that any mistake of a rule says more than.
  private static final Set<String> GENERAL = Set.of("wrong-upstream", "wrong-operand");

  /// What a mistake is a case of, and so says more than.
  private static final Map<String, Set<String>> CASE_OF =
      Map.ofEntries(
          Map.entry("overwritten-fan-out", Set.of("fan-out-path-missing")),
          Map.entry("partial-upstream", Set.of("fan-out-path-missing", "wrong-upstream")),
          Map.entry("norm-mean-path-missing", Set.of("fan-out-path-missing")),
          Map.entry("norm-variance-path-missing", Set.of("fan-out-path-missing")),
          Map.entry("norm-statistics-constant", Set.of("fan-out-path-missing")),
          Map.entry("normaliser-path-missing", Set.of("fan-out-path-missing")),
          Map.entry(
              "softmax-diagonal-only", Set.of("fan-out-path-missing", "normaliser-path-missing")),
          Map.entry("norm-gain-missing", Set.of("wrong-operand")),
          Map.entry("gain-uses-output", Set.of("wrong-operand")),
          Map.entry("mask-not-applied", Set.of("wrong-operand")),
          Map.entry("dropout-scale-missing", Set.of("wrong-operand", "quotient-rule")),
          Map.entry("attention-scale-missing", Set.of("wrong-operand", "quotient-rule")),
          Map.entry("missing-batch-mean", Set.of("pool-scale-missing", "quotient-rule")),
          Map.entry("pool-scale-missing", Set.of("quotient-rule", "wrong-operand")),
          Map.entry("missing-factor-two", Set.of("wrong-power-factor", "wrong-operand")),
          Map.entry("activation-input-for-output", Set.of("wrong-activation-derivative")),
          Map.entry(
              "ce-missing-one-hot", Set.of("normaliser-path-missing", "fan-out-path-missing")),
          Map.entry("wrong-shape", Set.of("reshape-for-transpose")),
          Map.entry("double-counted-path", Set.of("not-zeroed")),
          Map.entry("matmul-transposed", Set.of("matmul-operand")));

  private Shadows() {}

  /// The first hypothesis of each name that is not shadowed.
  static List<Hypothesis> unshadowed(List<Hypothesis> fitting) {
    List<Hypothesis> astray = fitting.stream().filter(h -> h.reach() == Reach.ASTRAY).toList();
    if (!astray.isEmpty()) {
      return astray.subList(0, 1);
    }
    boolean skips = fitting.stream().anyMatch(h -> h.reach() == Reach.SKIP);
    Map<String, Hypothesis> byName = new LinkedHashMap<>();
    for (Hypothesis hypothesis : fitting) {
      if (!skips || hypothesis.reach() != Reach.BETWEEN) {
        byName.putIfAbsent(hypothesis.id(), hypothesis);
      }
    }
    List<Hypothesis> left = new ArrayList<>();
    for (Hypothesis hypothesis : byName.values()) {
      if (!isShadowed(hypothesis, byName, skips)) {
        left.add(hypothesis);
      }
    }
    return left;
  }

  private static boolean isShadowed(
      Hypothesis hypothesis, Map<String, Hypothesis> byName, boolean skips) {
    String id = hypothesis.id();
    for (String other : byName.keySet()) {
      if (!other.equals(id) && CASE_OF.getOrDefault(other, Set.of()).contains(id)) {
        return true;
      }
    }
    if (LAST.contains(id)) {
      return byName.size() > 1;
    }
    boolean isGeneral = GENERAL.contains(id) && !(skips && id.equals("wrong-upstream"));
    return isGeneral
        && byName.keySet().stream()
            .anyMatch(other -> !GENERAL.contains(other) && !LAST.contains(other));
  }
}
