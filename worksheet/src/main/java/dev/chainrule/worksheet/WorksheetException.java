package dev.chainrule.worksheet;

import org.jspecify.annotations.Nullable;

/// A worksheet that cannot be used, said in one sentence for the person who wrote it.
///
/// Library code throws it without a place; the interpreter adds the place of the expression that
/// was being computed. No stack trace is taken: the place in the worksheet is what counts.
public final class WorksheetException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNPLACED = 0;

  private final String sentence;
  private final int line;
  private final int column;

  /// An error whose place is not known yet.
  public WorksheetException(String sentence) {
    this(sentence, UNPLACED, UNPLACED);
  }

  /// An error at a line and column, both counted from 1.
  public WorksheetException(String sentence, int line, int column) {
    this(sentence, line, column, null);
  }

  private WorksheetException(String sentence, int line, int column, @Nullable Throwable cause) {
    super(sentence, cause, false, false);
    this.sentence = sentence;
    this.line = line;
    this.column = column;
  }

  /// An error of the libraries below, told as a sentence about the worksheet.
  public static WorksheetException translated(String sentence, Throwable cause) {
    return new WorksheetException(sentence, UNPLACED, UNPLACED, cause);
  }

  /// This error at a place, unless it has one already: the innermost place is the one to show.
  public WorksheetException at(int line, int column) {
    return isPlaced() ? this : new WorksheetException(sentence, line, column, getCause());
  }

  /// What is wrong, without the place.
  @Override
  public String getMessage() {
    return sentence;
  }

  /// True once the line and column are known.
  public boolean isPlaced() {
    return line != UNPLACED;
  }

  /// The line, counted from 1; 0 when it is not known.
  public int line() {
    return line;
  }

  /// The column, counted from 1; 0 when it is not known.
  public int column() {
    return column;
  }
}
