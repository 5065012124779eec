package dev.chainrule.worksheet.syntax;

import java.util.List;

/// A part of an f-string.
public sealed interface StringPart {
  /// Text that stands as it is.
  record Text(String text) implements StringPart {}

  /// `{value!r:specification}`.
  ///
  /// @param conversion `r`, `s`, `a`, or a blank for none
  /// @param specification the parts after the colon, empty when there are none
  record Field(Expression value, char conversion, List<StringPart> specification, Position position)
      implements StringPart {}
}
