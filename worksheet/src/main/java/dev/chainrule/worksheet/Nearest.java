package dev.chainrule.worksheet;

import org.jspecify.annotations.Nullable;

/// Finds the accepted name that a mistyped one was probably meant to be.
public final class Nearest {
  /// Nobody mistypes a word this long, and comparing such words takes time.
  private static final int LONGEST_WORD = 64;

  private Nearest() {}

  /// The candidate with the fewest edits (one letter inserted, dropped, changed, or two exchanged),
  /// or null when all are too far: more than a third of the letters, and more than one.
  public static @Nullable String to(String word, Iterable<String> candidates) {
    if (word.length() > LONGEST_WORD) {
      return null;
    }
    String best = null;
    int bestDistance = Math.max(1, word.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) < bestDistance) {
        int distance = distance(word, candidate);
        if (distance < bestDistance && distance < Math.max(word.length(), candidate.length())) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best;
  }

  /// `; did you mean 'sigmoid'?`, or nothing when no candidate is near.
  public static String hint(String word, Iterable<String> candidates) {
    String nearest = to(word, candidates);
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }

  /// Damerau and Levenshtein's distance between adjacent-restricted edits; a change of case alone
  /// counts as one edit however many letters it touches.
  private static int distance(String left, String right) {
    if (left.equalsIgnoreCase(right)) {
      return left.equals(right) ? 0 : 1;
    }
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int edits = Math.min(Math.min(last[j], current[j - 1]) + 1, last[j - 1] + change);
        boolean exchanged =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        current[j] = exchanged ? Math.min(edits, beforeLast[j - 2] + 1) : edits;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return last[right.length()];
  }
}
