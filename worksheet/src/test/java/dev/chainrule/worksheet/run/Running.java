package dev.chainrule.worksheet.run;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.SyntaxTree;
import java.util.Objects;

/// Runs lines of a worksheet.
final class Running {
  private Running() {}

  static Interpreter run(Setup setup, String... lines) {
    Interpreter interpreter = new Interpreter(setup);
    interpreter.run(SyntaxTree.parse(String.join("\n", lines)));
    return interpreter;
  }

  static Interpreter run(String... lines) {
    return run(Setup.standard(), lines);
  }

  static String output(String... lines) {
    return run(lines).output();
  }

  /// The error that the worksheet ends in.
  static WorksheetException error(Setup setup, String... lines) {
    return Objects.requireNonNull(
        catchThrowableOfType(WorksheetException.class, () -> run(setup, lines)));
  }
}
