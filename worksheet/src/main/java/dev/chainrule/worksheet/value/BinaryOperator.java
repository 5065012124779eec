package dev.chainrule.worksheet.value;

/// An operator between two values, also as augmented assignment (`+=` …).
public enum BinaryOperator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  MATRIX_MULTIPLY("@"),
  DIVIDE("/"),
  FLOOR_DIVIDE("//"),
  MODULO("%"),
  POWER("**"),
  SHIFT_LEFT("<<"),
  SHIFT_RIGHT(">>"),
  AND("&"),
  XOR("^"),
  OR("|");

  private final String symbol;

  BinaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /// As it is written: `+`.
  public String symbol() {
    return symbol;
  }

  /// The operator that is written so, without the `=` of an augmented assignment.
  public static BinaryOperator of(String symbol) {
    for (BinaryOperator operator : values()) {
      if (operator.symbol.equals(symbol)) {
        return operator;
      }
    }
    throw new IllegalArgumentException("no operator is written " + symbol);
  }
}
