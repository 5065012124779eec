package dev.chainrule.report;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.explain.Derivation;
import dev.chainrule.check.explain.DerivationText;
import dev.chainrule.check.explain.Document;
import dev.chainrule.check.explain.Explanation;
import dev.chainrule.check.explain.Explanation.Extent;
import dev.chainrule.check.explain.ExplanationText;
import dev.chainrule.check.explain.QuestionException;
import dev.chainrule.check.explain.Subject;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a gradient is what it is: of a variable how it is derived, of an entry the sum that it is,
/// of a 0-d variable both.
public record Answer(
    Subject subject, @Nullable Derivation derivation, @Nullable Explanation explanation) {
  /// Answers for a subject such as `W1[3,7]` or `W1`.
  ///
  /// @param extent how much is said of an entry
  /// @throws WorksheetException if there is no such subject, or no loss depends on it
  public static Answer of(Experiment experiment, String subject, Extent extent) {
    try {
      Subject asked = Subject.parse(subject);
      if (asked.index() != null) {
        return new Answer(asked, null, Explanation.of(experiment, subject, extent));
      }
      Derivation derivation = Derivation.of(experiment, subject);
      boolean isNumber = derivation.shape().rank() == 0;
      Explanation explanation =
          isNumber ? Explanation.of(experiment, subject + "[]", extent) : null;
      return new Answer(asked, derivation, explanation);
    } catch (QuestionException e) {
      throw new WorksheetException(e.getMessage() + Nearest.hint(e.name(), e.known()));
    }
  }

  /// Whether all sums and rules that are shown give the engine's gradient.
  public boolean agrees() {
    return (derivation == null || derivation.agrees())
        && (explanation == null || explanation.agrees());
  }

  /// What `explain --json` prints.
  public String json(String file) {
    return JsonReports.object(json -> ExplanationJson.write(json, file, this));
  }

  /// The same with a field more: `markdown`, what `explain --markdown` prints.
  public String jsonWithMarkdown(String file) {
    String markdown = String.join("\n", documents().stream().map(Document::markdown).toList());
    return JsonReports.object(
        json -> {
          ExplanationJson.write(json, file, this);
          json.writeStringField("markdown", markdown);
        });
  }

  /// The parts to print, in their order.
  public List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    if (derivation != null) {
      documents.add(DerivationText.of(derivation));
    }
    if (explanation != null) {
      documents.add(ExplanationText.of(explanation));
    }
    return documents;
  }
}
