package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.builtin.Builtins;
import dev.chainrule.worksheet.syntax.SyntaxTree;
import java.util.Collections;
import java.util.Map;

/// Runs one worksheet once.
///
/// ```java
/// Interpreter interpreter = new Interpreter(Setup.standard());
/// interpreter.run(SyntaxTree.parse("x = 1 + 1\nprint(x)"));
/// interpreter.variables().get("x"); // 2L
/// interpreter.output(); // "2\n"
/// ```
///
/// The worksheet runs on a thread with a large stack, while the caller waits ({@link LargeStack}).
public final class Interpreter {
  private final RunState run;
  private final Scope topLevel = Scope.ofWorksheet();
  private final Statements statements;

  /// An interpreter for one run.
  public Interpreter(Setup setup) {
    run = new RunState(setup.limits(), setup.decisions());
    Tracer tracer = new Tracer(run, setup.observer(), topLevel.values());
    Failures failures = new Failures(setup.translation());
    Names names = new Names(Builtins.names(), tracer);
    Imports imports = new Imports(run, setup.libraries());
    statements = new Statements(run, tracer, names, imports, failures);
  }

  /// Runs the worksheet.
  ///
  /// @throws WorksheetException if the worksheet cannot go on; what was computed and printed before
  ///   can still be asked for
  public void run(SyntaxTree worksheet) {
    LargeStack.call(
        () -> {
          runHere(worksheet);
          return this;
        });
  }

  private void runHere(SyntaxTree worksheet) {
    try {
      statements.run(worksheet.statements(), topLevel);
    } catch (StackOverflowError e) {
      throw lastResort("calls or expressions are nested too deeply", e);
    } catch (OutOfMemoryError e) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      throw lastResort(
          "this needs more memory than the "
              + megabytes
              + " MB that Java may use; use smaller sizes",
          e);
    }
  }

  /// The limits are there so that this is never reached; how deep a stack and how large a heap are,
  /// only the machine knows.
  private WorksheetException lastResort(String sentence, Error cause) {
    return WorksheetException.translated(sentence, cause).at(Math.max(1, run.line()), 1);
  }

  /// The names of the top level and their values, in the order in which they were first bound.
  public Map<String, Object> variables() {
    return Collections.unmodifiableMap(topLevel.values());
  }

  /// What was printed.
  public String output() {
    return run.output().text();
  }

  /// What the parts of the run share.
  public RunState context() {
    return run;
  }
}
