package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/// Worksheets without a mistake: random programs with a backward pass that is written from rules of
/// its own, each gradient in one of the ways that people write it.
final class RightPrograms {
  private RightPrograms() {}

  /// The first `count` programs of a seed.
  static List<Case> draw(long seed, int count) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String source = RandomProgram.draw(seed * 1_000_003 + i);
      cases.add(new Case("program/" + i, List.of(), "", source));
    }
    return cases;
  }
}
