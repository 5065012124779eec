package dev.chainrule.check.explain;

import java.util.List;

/// A question about a gradient that has no answer: no such variable, no such entry, no path to the
/// loss.
public final class QuestionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient List<String> known;

  QuestionException(String sentence, String name, List<String> known) {
    super(sentence);
    this.name = name;
    this.known = List.copyOf(known);
  }

  /// The name that was asked for.
  public String name() {
    return name;
  }

  /// The names that could have been asked for, where the one that was is none; else empty.
  public List<String> known() {
    return known;
  }
}
