package dev.chainrule.lab;

import dev.chainrule.lab.api.Question;
import dev.chainrule.lab.api.Worksheets;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.lab.limit.Runner;
import dev.chainrule.report.Examples;
import dev.chainrule.report.JsonReports;
import java.nio.charset.StandardCharsets;

/// Questions that nobody asked: the same worksheets again and again, until the code that answers
/// them is compiled.
final class WarmUp {
  private static final int ROUNDS = 6;

  private WarmUp() {}

  static void run(Runner runner) {
    for (int round = 0; round < ROUNDS; round++) {
      for (String example : Examples.NAMES) {
        String question =
            JsonReports.object(json -> json.writeStringField("source", Examples.read(example)));
        byte[] json = question.getBytes(StandardCharsets.UTF_8);
        try {
          runner.run(() -> Worksheets.run(Question.of(json)));
        } catch (Problem e) {
          return; // readers are there already, or the lab is being stopped
        }
      }
    }
  }
}
