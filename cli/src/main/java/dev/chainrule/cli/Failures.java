package dev.chainrule.cli;

import dev.chainrule.worksheet.WorksheetException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Errors as a user sees them: one sentence, and the line it is about.
final class Failures {
  private Failures() {}

  /// An error of a worksheet, with the line it points at.
  ///
  /// @param source the worksheet's text; null where it could not be read
  static String text(String file, @Nullable String source, WorksheetException error) {
    if (!error.isPlaced()) {
      return file + ": " + error.getMessage();
    }
    String head = "%s:%d:%d: %s".formatted(file, error.line(), error.column(), error.getMessage());
    List<String> lines = source == null ? List.of() : source.lines().toList();
    if (error.line() > lines.size()) {
      return head;
    }
    String line = lines.get(error.line() - 1).replace('\t', ' ');
    if (line.length() > 200) {
      return head;
    }
    String number = "  %d | ".formatted(error.line());
    int caret = Math.max(0, Math.min(error.column() - 1, line.length()));
    return head
        + "\n"
        + number
        + line
        + "\n"
        + " ".repeat(number.length() - 2)
        + "| "
        + " ".repeat(caret)
        + "^";
  }

  /// A defect of Chainrule itself. The stack trace is for who asks for it.
  static int report(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    err.println(
        "chainrule: this is a defect of chainrule, not of your input: "
            + e
            + "; set CHAINRULE_DEBUG=1 to see where");
    if (System.getenv("CHAINRULE_DEBUG") != null) {
      e.printStackTrace(err);
    }
    err.flush();
    return ExitCode.UNUSABLE;
  }
}
