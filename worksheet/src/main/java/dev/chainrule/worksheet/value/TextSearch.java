package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;

/// Finds a string in a string, in time that grows with the sum of their lengths and not with their
/// product, so that no worksheet can be made to search for ever.
public final class TextSearch {
  /// Below this product of lengths, Java's own search is quicker even at its worst.
  private static final long SMALL = 10_000_000;

  private static final int CHARACTERS_PER_STEP = 64;

  private TextSearch() {}

  /// The first place from `from` on, in chars, where `part` begins in `text`; −1 if there is none.
  public static int indexOf(RunState run, String text, String part, int from) {
    int searched = Math.max(0, text.length() - from);
    if ((long) searched * part.length() <= SMALL) {
      int index = text.indexOf(part, from);
      run.budget().steps((index < 0 ? searched : index - from) / CHARACTERS_PER_STEP);
      return index;
    }
    run.budget().steps((searched + (long) part.length()) / CHARACTERS_PER_STEP);
    return knuthMorrisPratt(text, part, from);
  }

  /// How often `part`, which is not empty, occurs in `text` without overlap.
  public static int count(RunState run, String text, String part) {
    int count = 0;
    int index = indexOf(run, text, part, 0);
    while (index >= 0) {
      count++;
      run.budget().step();
      index = indexOf(run, text, part, index + part.length());
    }
    return count;
  }

  /// After a mismatch, goes on with the longest beginning of `part` that ends where the match
  /// broke. Source: D. E. Knuth, J. H. Morris, V. R. Pratt, "Fast pattern matching in strings",
  /// SIAM Journal on Computing 6(2), 1977.
  private static int knuthMorrisPratt(String text, String part, int from) {
    int[] border = new int[part.length()];
    for (int i = 1, matched = 0; i < part.length(); i++) {
      while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
        matched = border[matched - 1];
      }
      if (part.charAt(i) == part.charAt(matched)) {
        matched++;
      }
      border[i] = matched;
    }
    for (int i = from, matched = 0; i < text.length(); i++) {
      while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
        matched = border[matched - 1];
      }
      if (text.charAt(i) == part.charAt(matched)) {
        matched++;
      }
      if (matched == part.length()) {
        return i - matched + 1;
      }
    }
    return -1;
  }
}
