package dev.chainrule.worksheet;

import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.run.Interpreter;
import dev.chainrule.worksheet.run.Setup;
import dev.chainrule.worksheet.syntax.SyntaxTree;
import dev.chainrule.worksheet.torch.EngineErrors;
import dev.chainrule.worksheet.torch.Leaves;
import dev.chainrule.worksheet.torch.NumpyLibrary;
import dev.chainrule.worksheet.torch.TorchLibrary;

/// A worksheet, parsed: it can be run, also more than once.
///
/// ```java
/// Worksheet worksheet = Worksheet.of(source);
/// DecisionLog log = new DecisionLog();
/// Recording own = worksheet.run(Precision.OWN, log.recording(), Limits.standard(), Leaves.asWritten());
/// Recording twin = worksheet.run(Precision.DOUBLE, log.replay(), Limits.standard(), Leaves.asWritten());
/// ```
final class Worksheet {
  private final SyntaxTree tree;

  private Worksheet(SyntaxTree tree) {
    this.tree = tree;
  }

  /// Parses a worksheet.
  ///
  /// @throws WorksheetException if it is not in the language of worksheets
  static Worksheet of(String source) {
    return new Worksheet(SyntaxTree.parse(source));
  }

  /// Runs the worksheet from the beginning.
  ///
  /// @param decisions how to decide where something discrete is made of floats: for the run in
  ///   float64, as the first run did
  /// @throws WorksheetException if it cannot go on
  Recording run(Precision precision, Decisions decisions, Limits limits, Leaves leaves) {
    Recorder recorder = new Recorder(precision);
    Setup setup =
        Setup.standard()
            .with(limits)
            .with(decisions)
            .with(recorder)
            .with(new TorchLibrary(precision, recorder, leaves))
            .with(new NumpyLibrary())
            .translating(EngineErrors::translate);
    Interpreter interpreter = new Interpreter(setup);
    interpreter.run(tree);
    return recorder.recording(interpreter.output());
  }
}
