package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.Position;
import java.util.Optional;
import java.util.function.Function;

/// Gives errors their place in the worksheet.
final class Failures {
  private final Function<RuntimeException, Optional<String>> translation;

  Failures(Function<RuntimeException, Optional<String>> translation) {
    this.translation = translation;
  }

  /// The exception to throw for one that came up while the expression at this place was computed. A
  /// defect stays what it is.
  RuntimeException at(Position position, RuntimeException e) {
    if (e instanceof WorksheetException error) {
      return error.at(position.line(), position.column());
    }
    Optional<String> sentence = translation.apply(e);
    return sentence.isPresent()
        ? WorksheetException.translated(sentence.get(), e).at(position.line(), position.column())
        : e;
  }
}
