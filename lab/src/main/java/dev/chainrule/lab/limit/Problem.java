package dev.chainrule.lab.limit;

import java.io.Serial;

/// A question that the lab does not answer, with the HTTP status that says why.
public final class Problem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;

  private Problem(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  /// The question itself is wrong.
  public static Problem malformed(String sentence) {
    return new Problem(400, sentence);
  }

  /// The browser has not shown the access token.
  public static Problem unauthorized(String sentence) {
    return new Problem(401, sentence);
  }

  /// The question came from where none may come from.
  public static Problem forbidden(String sentence) {
    return new Problem(403, sentence);
  }

  /// There is no such thing.
  public static Problem missing(String sentence) {
    return new Problem(404, sentence);
  }

  /// Who asked no longer wants to know.
  public static Problem takenBack() {
    return new Problem(410, "the question was taken back");
  }

  /// The question is too long.
  public static Problem tooLarge(String sentence) {
    return new Problem(413, sentence);
  }

  /// The body is in no form that is read.
  public static Problem unreadable(String sentence) {
    return new Problem(415, sentence);
  }

  /// The answer would take more than the lab gives.
  public static Problem excessive(String sentence) {
    return new Problem(422, sentence);
  }

  /// Too many ask at once.
  public static Problem busy(String sentence) {
    return new Problem(503, sentence);
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// One sentence for the reader.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
