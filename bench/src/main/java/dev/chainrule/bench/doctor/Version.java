package dev.chainrule.bench.doctor;

import java.util.List;

/// Another way to write some steps of a backward pass: wrong in a known way, or right.
///
/// @param ids the mistakes that may be named, the one that is meant first; none where it is right
/// @param first the label of the first step that it replaces
/// @param last the label of the last
/// @param gradient the gradient that is then wrong
/// @param lines what takes their place
record Version(List<String> ids, String first, String last, String gradient, List<String> lines) {
  /// The word for a right version, in the place of a mistake's name.
  static final String RIGHT = "right";

  boolean isRight() {
    return ids.isEmpty();
  }

  static Version of(Step step, List<String> lines, String... ids) {
    return new Version(List.of(ids), step.label(), step.label(), step.name(), lines);
  }
}
