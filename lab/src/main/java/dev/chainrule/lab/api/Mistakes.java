package dev.chainrule.lab.api;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.lab.limit.Allowance;
import dev.chainrule.lab.limit.Problem;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Puts a mistake into a worksheet that is right, for the reader to find. It is one that the doctor
/// then names.
public final class Mistakes {
  /// How many places are tried: each costs a check.
  private static final int MOST_TRIES = 12;

  /// A line with a mistake.
  private record Bug(Mistake mistake, int line, String was, String now, String source) {}

  private Mistakes() {}

  /// All kinds: `[{"id", "title", "what"}]`.
  public static String list() {
    Map<String, Mistake> kinds = new LinkedHashMap<>();
    Arrays.stream(Mistake.values()).forEach(each -> kinds.putIfAbsent(each.id(), each));
    return JsonReports.array(
        kinds.values(),
        (json, each) -> {
          json.writeStringField("id", each.id());
          json.writeStringField("title", each.title());
          json.writeStringField("what", each.what());
        });
  }

  /// The worksheet with a mistake, of this kind or any: `{"id", "line", "source", "was", "now"}`.
  public static String put(Question question) {
    String source = question.source();
    String id = question.textOrNull("id");
    String loss = question.textOrNull("loss");
    if (id != null && Arrays.stream(Mistake.values()).noneMatch(m -> m.id().equals(id))) {
      throw Problem.malformed("id: there is no mistake '%s'".formatted(id));
    }
    List<Bug> bugs = bugs(source, loss, id);
    Collections.shuffle(bugs, new Random(question.seed(1)));
    for (Bug bug : bugs.subList(0, Math.min(MOST_TRIES, bugs.size()))) {
      if (isNamed(bug, loss)) {
        return json(bug);
      }
    }
    throw new WorksheetException(
        "no line of this worksheet can have %s; take a worksheet with more steps"
            .formatted(id == null ? "a mistake that has a name" : "the mistake " + id));
  }

  /// Every line that writes a gradient, with every mistake that its text can have.
  private static List<Bug> bugs(String source, @Nullable String loss, @Nullable String id) {
    Experiment experiment = experiment(source, loss);
    Manuscript manuscript = experiment.manuscript();
    Run run = experiment.run(Precision.OWN);
    if (manuscript == null) {
      throw new IllegalStateException("a worksheet has lines");
    }
    List<String> lines = source.lines().toList();
    List<Bug> bugs = new ArrayList<>();
    for (Run.HandGradient gradient : run.gradients()) {
      String line = lines.get(gradient.line() - 1);
      String was = manuscript.statement(gradient.line());
      if (!line.stripLeading().startsWith(was)) {
        continue; // a statement over several lines
      }
      for (Mistake mistake : Mistake.values()) {
        String now = mistake.in(was);
        if (!now.equals(was) && (id == null || mistake.id().equals(id))) {
          List<String> changed = new ArrayList<>(lines);
          changed.set(gradient.line() - 1, line.replace(was, now));
          bugs.add(new Bug(mistake, gradient.line(), was, now, String.join("\n", changed) + "\n"));
        }
      }
    }
    return bugs;
  }

  /// Whether a gradient is wrong because of it, and the doctor says so.
  private static boolean isNamed(Bug bug, @Nullable String loss) {
    Report report;
    try {
      report = Checker.check(experiment(bug.source(), loss));
    } catch (WorksheetException e) {
      return false; // shapes that do not fit: an error tells, not the doctor
    }
    return report.checks().stream()
        .map(Check::diagnosis)
        .flatMap(List::stream)
        .anyMatch(diagnosis -> diagnosis.id().equals(bug.mistake().id()));
  }

  private static Experiment experiment(String source, @Nullable String loss) {
    return WorksheetExperiment.of(source, loss, Allowance.worksheet());
  }

  private static String json(Bug bug) {
    return JsonReports.object(
        json -> {
          json.writeStringField("id", bug.mistake().id());
          json.writeNumberField("line", bug.line());
          json.writeStringField("source", bug.source());
          json.writeStringField("was", bug.was());
          json.writeStringField("now", bug.now());
        });
  }
}
