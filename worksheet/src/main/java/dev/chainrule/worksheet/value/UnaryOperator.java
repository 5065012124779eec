package dev.chainrule.worksheet.value;

/// An operator on one value. `not` is not among them: it always gives a truth value.
public enum UnaryOperator {
  NEGATE("-"),
  PLUS("+"),
  INVERT("~");

  private final String symbol;

  UnaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /// As it is written: `-`.
  public String symbol() {
    return symbol;
  }
}
