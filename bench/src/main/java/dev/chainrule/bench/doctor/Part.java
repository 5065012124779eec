package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;

/// What one use of a variable adds to its gradient, in several ways that are all right.
///
/// @param to the variable
/// @param ways expressions
/// @param loops lines that add it to `TO`
record Part(Place to, List<String> ways, List<List<String>> loops) {
  static Part of(Place to, String... ways) {
    return new Part(to, List.of(ways), List.of());
  }

  /// Also by these lines.
  Part or(String... lines) {
    List<List<String>> more = new ArrayList<>(loops);
    more.add(List.of(lines));
    return new Part(to, ways, more);
  }
}
