package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The terms of a sum on the right of an assignment.
final class Terms {
  private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+) = (.*)");

  private Terms() {}

  /// The name and the right side of an assignment; nothing where the line is none.
  static List<String> assignment(String line) {
    Matcher matcher = ASSIGNMENT.matcher(line);
    return matcher.matches() ? List.of(matcher.group(1), matcher.group(2)) : List.of();
  }

  /// The step with each term of its last line left out or counted twice; nothing where that is no
  /// sum.
  static List<List<String>> versions(Step step, boolean drop) {
    List<String> parts = assignment(step.lines().getLast());
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("drop, double: must be a sum: " + step.lines().getLast());
    }
    List<String> terms = split(parts.get(1));
    List<List<String>> versions = new ArrayList<>();
    for (int i = 0; i < terms.size() && terms.size() > 1; i++) {
      List<String> kept = new ArrayList<>(terms);
      if (drop) {
        kept.remove(i);
      } else {
        kept.add(terms.get(i));
      }
      List<String> lines = new ArrayList<>(step.lines());
      lines.set(lines.size() - 1, parts.get(0) + " = " + join(kept));
      versions.add(List.copyOf(lines));
    }
    return versions;
  }

  /// The terms of `sum`, each with its sign.
  static List<String> split(String sum) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < sum.length(); i++) {
      char c = sum.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0
          && i > start
          && (sum.startsWith(" + ", i) || sum.startsWith(" - ", i))) {
        terms.add(sum.substring(start, i).strip());
        start = i + 1;
      }
    }
    terms.add(sum.substring(start).strip());
    return terms.stream()
        .map(term -> term.startsWith("+") || term.startsWith("-") ? term : "+ " + term)
        .toList();
  }

  private static String join(List<String> terms) {
    String sum = String.join(" ", terms);
    if (sum.startsWith("+ ")) {
      return sum.substring(2);
    }
    return sum.startsWith("- ") ? "-" + sum.substring(2) : sum;
  }
}
