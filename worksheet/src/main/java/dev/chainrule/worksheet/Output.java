package dev.chainrule.worksheet;

/// What a worksheet prints, kept rather than shown.
public final class Output {
  private static final int MOST_CHARACTERS = 1_000_000;

  private final StringBuilder text = new StringBuilder();

  /// Output to which nothing has been printed.
  public Output() {}

  /// Adds text.
  ///
  /// @throws WorksheetException when the worksheet has printed too much
  public void print(String more) {
    long length = (long) text.length() + more.length();
    if (length > MOST_CHARACTERS) {
      throw new WorksheetException(
          "too many characters printed: "
              + length
              + " reached, the limit is "
              + MOST_CHARACTERS
              + "; print less");
    }
    text.append(more);
  }

  /// Everything that was printed.
  public String text() {
    return text.toString();
  }
}
