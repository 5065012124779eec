package dev.chainrule.worksheet.syntax;

/// A place in a worksheet.
///
/// @param line counted from 1
/// @param column counted from 1, in characters (a tab is one)
public record Position(int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
