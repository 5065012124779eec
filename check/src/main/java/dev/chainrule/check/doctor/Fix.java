package dev.chainrule.check.doctor;

/// A line that mends a gradient.
///
/// @param text the statement to write in the place of the one at fault
/// @param after the line after which it belongs, counted from 1; 0 where it stays where it is
public record Fix(String text, int after) {
  /// A statement that stays where it is.
  Fix(String text) {
    this(text, 0);
  }
}
