package dev.chainrule.lab.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.Trace;
import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.explain.Diagram;
import dev.chainrule.check.explain.Explanation.Extent;
import dev.chainrule.check.explain.QuestionException;
import dev.chainrule.lab.limit.Allowance;
import dev.chainrule.report.Answer;
import dev.chainrule.report.Drawing;
import dev.chainrule.report.JsonReports;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Answers about the worksheet in a question.
public final class Worksheets {
  /// How answers call the worksheet, which is no file.
  private static final String NAME = "worksheet";

  private static final List<String> PARTS = List.of("check", "trace", "graph", "masking");

  /// By depth, from 1.
  private static final List<Diagram.Detail> DETAILS = List.of(Diagram.Detail.values());

  private Worksheets() {}

  /// Runs it and says what is wanted: `check`, `trace`, `graph` (with `svg`), each as the command
  /// of that name prints it. One that cannot be given alone is `{"error": …}`. With `names`, the
  /// trace has the steps of these names alone.
  public static String run(Question question) {
    Experiment experiment = experiment(question);
    List<String> wanted = question.choices("want", PARTS);
    Diagram.Detail detail = DETAILS.get(question.whole("depth", 1, 1, DETAILS.size()) - 1);
    List<String> names = question.texts("names");
    boolean all = wanted.isEmpty();
    boolean draws = all || wanted.contains("graph");
    Report report = draws || wanted.contains("check") ? Checker.check(experiment) : null;
    return JsonReports.object(
        json -> {
          if (report != null && (all || wanted.contains("check"))) {
            raw(json, "check", JsonReports.check(NAME, report));
          }
          if (all || wanted.contains("trace")) {
            part(json, "trace", () -> trace(experiment, names));
          }
          if (report != null && draws) {
            graph(json, experiment, report, detail);
          }
          if (wanted.contains("masking")) {
            part(json, "masking", () -> JsonReports.masking(NAME, Checker.masking(experiment)));
          }
        });
  }

  private static String trace(Experiment experiment, List<String> names) {
    Trace trace = named(Trace.of(experiment), names);
    requireFew(trace.steps().stream().mapToLong(step -> step.forward().value().numel()).sum());
    return JsonReports.trace(NAME, trace);
  }

  /// The steps that are asked for; all where no names are.
  private static Trace named(Trace trace, List<String> names) {
    if (names.isEmpty()) {
      return trace;
    }
    Set<String> known = new LinkedHashSet<>();
    trace.steps().forEach(step -> known.add(step.forward().name()));
    for (String name : names) {
      if (!known.contains(name)) {
        throw new WorksheetException(
            "names: the worksheet has no value '%s'%s".formatted(name, Nearest.hint(name, known)));
      }
    }
    Set<String> wanted = Set.copyOf(names);
    List<Trace.Step> steps =
        trace.steps().stream().filter(step -> wanted.contains(step.forward().name())).toList();
    return new Trace(trace.loss(), steps, trace.output());
  }

  private static void graph(
      JsonGenerator json, Experiment experiment, Report report, Diagram.Detail detail)
      throws IOException {
    Drawing drawing;
    try {
      Diagram diagram = Diagram.of(experiment, detail);
      requireFew(diagram.nodes().stream().mapToLong(node -> node.value().numel()).sum());
      if (diagram.nodes().size() > Allowance.MOST_BOXES) {
        throw new WorksheetException(
            "the graph has %d boxes; the lab draws at most %d; show named values only, or use fewer"
                    .formatted(diagram.nodes().size(), Allowance.MOST_BOXES)
                + " steps");
      }
      drawing = Drawing.of(diagram, report);
    } catch (QuestionException e) {
      part(json, "graph", new WorksheetException(String.valueOf(e.getMessage())));
      return;
    } catch (WorksheetException e) {
      part(json, "graph", e);
      return;
    }
    raw(json, "graph", drawing.json(NAME));
    json.writeStringField("svg", drawing.svg());
  }

  /// Why the gradient of `subject` is what it is, as `explain --json` prints it, and as Markdown.
  public static String explain(Question question) {
    Experiment experiment = experiment(question);
    int depth = Math.max(1, question.whole("depth", 1, 0, 100));
    Extent extent =
        new Extent(
            question.truth("all", false) ? Integer.MAX_VALUE : depth,
            question.whole("terms", 5, 1, 1000));
    return Answer.of(experiment, question.text("subject"), extent).jsonWithMarkdown(NAME);
  }

  /// The worksheet of a question as an experiment within the lab's limits.
  static Experiment experiment(Question question) {
    return new Once(
        WorksheetExperiment.of(
            question.source(), question.textOrNull("loss"), Allowance.worksheet()));
  }

  private static void part(JsonGenerator json, String name, Supplier<String> report)
      throws IOException {
    try {
      raw(json, name, report.get());
    } catch (WorksheetException e) {
      part(json, name, e);
    }
  }

  private static void part(JsonGenerator json, String name, WorksheetException error)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonReports.error(json, error);
    json.writeEndObject();
  }

  private static void raw(JsonGenerator json, String name, String value) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(value);
  }

  private static void requireFew(long numbers) {
    if (numbers > Allowance.MOST_NUMBERS) {
      throw new WorksheetException(
          "this has %,d numbers to show; the lab shows at most %,d; use smaller sizes"
              .formatted(numbers, Allowance.MOST_NUMBERS));
    }
  }
}
