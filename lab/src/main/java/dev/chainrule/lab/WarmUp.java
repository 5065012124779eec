package dev.chainrule.lab;

import dev.chainrule.lab.api.Mistakes;
import dev.chainrule.lab.api.Question;
import dev.chainrule.lab.api.Worksheets;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.lab.limit.Runner;
import dev.chainrule.report.Examples;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetException;
import java.nio.charset.StandardCharsets;

/// Questions that nobody asked, until the code that answers them is compiled: the worksheets that
/// come along, and the same with mistakes, for the doctor runs only where one was made.
final class WarmUp {
  private static final int ROUNDS = 12;

  private WarmUp() {}

  static void run(Runner runner) {
    for (int round = 0; round < ROUNDS; round++) {
      for (String example : Examples.NAMES) {
        try {
          ask(runner, example, round);
        } catch (Problem e) {
          return; // readers are there already, or the lab is being stopped
        }
      }
    }
  }

  /// Asks about the example as it is, and with a mistake that is another in each round.
  private static void ask(Runner runner, String example, int round) {
    String asked =
        JsonReports.object(
            json -> {
              json.writeStringField("source", Examples.read(example));
              json.writeNumberField("seed", round);
            });
    runner.run(() -> Worksheets.run(question(asked)));
    String wrong;
    try {
      wrong = runner.run(() -> Mistakes.put(question(asked)));
    } catch (WorksheetException e) {
      return; // none of those tried has a name
    }
    runner.run(() -> Worksheets.run(question(wrong)));
  }

  private static Question question(String json) {
    return Question.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
