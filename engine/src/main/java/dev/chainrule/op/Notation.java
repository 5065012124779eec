package dev.chainrule.op;

/// How an operation is written in a formula.
///
/// @param form where the symbol stands among the operands
/// @param symbol in plain text
/// @param latex in LaTeX
/// @param precedence binds tighter when larger; 1 comparisons, 2 sums, 3 products, 4 signs, 5
///   powers
public record Notation(Form form, String symbol, String latex, int precedence) {
  /// Where the symbol stands.
  public enum Form {
    CALL,
    INFIX,
    PREFIX,
    POSTFIX
  }

  private static final Notation CALL = new Notation(Form.CALL, "", "", 10);

  /// `name(operands)`.
  public static Notation call() {
    return CALL;
  }

  public static Notation infix(String symbol, String latex, int precedence) {
    return new Notation(Form.INFIX, symbol, latex, precedence);
  }

  public static Notation prefix(String symbol, int precedence) {
    return new Notation(Form.PREFIX, symbol, symbol, precedence);
  }

  public static Notation postfix(String symbol, String latex) {
    return new Notation(Form.POSTFIX, symbol, latex, 6);
  }
}
