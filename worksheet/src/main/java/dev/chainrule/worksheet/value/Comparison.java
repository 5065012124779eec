package dev.chainrule.worksheet.value;

/// A comparison of two values. The first six may give something else than a truth value when a
/// {@link ForeignValue} takes part; the last four never do.
public enum Comparison {
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  EQUAL("=="),
  NOT_EQUAL("!="),
  IN("in"),
  NOT_IN("not in"),
  IS("is"),
  IS_NOT("is not");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /// As it is written: `<=`.
  public String symbol() {
    return symbol;
  }

  /// The comparison that says the same with its sides exchanged: `a < b` is `b > a`.
  public Comparison mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      default -> this;
    };
  }
}
