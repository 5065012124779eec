package dev.chainrule.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chainrule.check.explain.Derivation;
import dev.chainrule.check.explain.Explanation;
import dev.chainrule.check.explain.Subject;
import java.io.IOException;
import java.util.List;

/// Explanations as JSON: `{"file", "subject", "derivation", "explanation"}`, with null for the one
/// that was not asked for. A 0-d variable has both.
///
/// - `derivation`: `loss`, `variable`, `shape`, `line`, `chain` (the named values from the loss to
///   the variable), `uses`, `agrees`, `collapse`. A use has `into`, `step`, `line`, `operation`,
///   `forward`, `rule` (both also in LaTeX as `latex_…`), `inputs` and `steps` (each a `formula`
///   with a `shape`), `output_shape`, `given_shape` and `summed_axes`. `collapse` is null or has
///   `kind`, `to`, `plain` (`value`, `forward`, and `sent`: `to`, `rule`), `lines` (`because`,
///   `left`, `forms`, both also in LaTeX, `agrees`) and `largest_difference`.
/// - `explanation`: `loss`, `chain`, `entries`, `left_out`. An entry has `name`, `index`, `line`,
///   `level`, `value`, `gradient`, `sum`, `agrees` and `uses`: `into`, `step`, `line`, `operation`,
///   `forward`, `rule` (also in LaTeX), `summed_axes`, `repeated`, `terms` (`index`, `derivative`,
///   `gradient`, `product`, `substituted`), `others`, `others_sum` and `total`.
final class ExplanationJson {
  private ExplanationJson() {}

  /// Writes the fields of `answer`.
  static void write(JsonGenerator json, String file, Answer answer) throws IOException {
    Subject subject = answer.subject();
    json.writeStringField("file", file);
    json.writeStringField(
        "subject", subject.name() + (subject.index() == null ? "" : subject.index()));
    json.writeFieldName("derivation");
    if (answer.derivation() == null) {
      json.writeNull();
    } else {
      derivation(json, answer.derivation());
    }
    json.writeFieldName("explanation");
    if (answer.explanation() == null) {
      json.writeNull();
    } else {
      explanation(json, answer.explanation());
    }
  }

  private static void derivation(JsonGenerator json, Derivation derivation) throws IOException {
    json.writeStartObject();
    JsonReports.loss(json, derivation.loss());
    json.writeStringField("variable", derivation.variable());
    JsonReports.shape(json, "shape", derivation.shape());
    json.writeNumberField("line", derivation.line());
    strings(json, "chain", derivation.chain());
    JsonReports.objects(json, "uses", derivation.uses(), use -> use(json, use));
    json.writeBooleanField("agrees", derivation.agrees());
    json.writeFieldName("collapse");
    Derivation.Collapse collapse = derivation.collapse();
    if (collapse == null) {
      json.writeNull();
    } else {
      collapse(json, collapse);
    }
    json.writeEndObject();
  }

  private static void use(JsonGenerator json, Derivation.Use use) throws IOException {
    json.writeStringField("into", use.into());
    json.writeStringField("step", use.place());
    json.writeNumberField("line", use.line());
    json.writeStringField("operation", use.operation());
    json.writeStringField("forward", use.forward());
    json.writeStringField("latex_forward", use.latexForward());
    json.writeStringField("rule", use.rule());
    json.writeStringField("latex_rule", use.latexRule());
    shaped(json, "inputs", use.inputs());
    JsonReports.shape(json, "output_shape", use.output());
    shaped(json, "steps", use.steps());
    JsonReports.shape(json, "given_shape", use.given());
    integers(json, "summed_axes", use.summedAxes());
  }

  private static void shaped(JsonGenerator json, String name, List<Derivation.Shaped> all)
      throws IOException {
    JsonReports.objects(
        json,
        name,
        all,
        each -> {
          json.writeStringField("formula", each.formula());
          JsonReports.shape(json, "shape", each.shape());
        });
  }

  private static void collapse(JsonGenerator json, Derivation.Collapse collapse)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", collapse.kind());
    json.writeStringField("to", collapse.to());
    JsonReports.objects(
        json,
        "plain",
        collapse.plain(),
        plain -> {
          json.writeStringField("value", plain.value());
          json.writeStringField("forward", plain.forward());
          JsonReports.objects(
              json,
              "sent",
              plain.sent(),
              sent -> {
                json.writeStringField("to", sent.to());
                json.writeStringField("rule", sent.rule());
              });
        });
    JsonReports.objects(
        json,
        "lines",
        collapse.lines(),
        line -> {
          json.writeStringField("because", line.because());
          json.writeStringField("left", line.left());
          json.writeStringField("latex_left", line.latexLeft());
          strings(json, "forms", line.forms());
          strings(json, "latex_forms", line.latexForms());
          json.writeBooleanField("agrees", line.agrees());
        });
    json.writeNumberField("largest_difference", collapse.largestDifference());
    json.writeEndObject();
  }

  private static void explanation(JsonGenerator json, Explanation explanation) throws IOException {
    json.writeStartObject();
    JsonReports.loss(json, explanation.loss());
    strings(json, "chain", explanation.chain());
    JsonReports.objects(
        json,
        "entries",
        explanation.entries(),
        entry -> {
          json.writeStringField("name", entry.name());
          integers(json, "index", entry.index());
          json.writeNumberField("line", entry.line());
          json.writeNumberField("level", entry.level());
          json.writeNumberField("value", entry.value());
          json.writeNumberField("gradient", entry.gradient());
          json.writeNumberField("sum", entry.sum());
          json.writeBooleanField("agrees", entry.agrees());
          JsonReports.objects(json, "uses", entry.uses(), use -> use(json, use));
        });
    json.writeNumberField("left_out", explanation.leftOut());
    json.writeEndObject();
  }

  private static void use(JsonGenerator json, Explanation.Use use) throws IOException {
    json.writeStringField("into", use.into());
    json.writeStringField("step", use.place());
    json.writeNumberField("line", use.line());
    json.writeStringField("operation", use.operation());
    json.writeStringField("forward", use.forward());
    json.writeStringField("latex_forward", use.latexForward());
    json.writeStringField("rule", use.rule());
    json.writeStringField("latex_rule", use.latexRule());
    integers(json, "summed_axes", use.summedAxes());
    json.writeNumberField("repeated", use.repeated());
    JsonReports.objects(
        json,
        "terms",
        use.terms(),
        term -> {
          integers(json, "index", term.index());
          json.writeNumberField("derivative", term.derivative());
          json.writeNumberField("gradient", term.gradient());
          json.writeNumberField("product", term.product());
          json.writeStringField("substituted", term.substituted());
        });
    json.writeNumberField("others", use.others());
    json.writeNumberField("others_sum", use.othersSum());
    json.writeNumberField("total", use.total());
  }

  private static void strings(JsonGenerator json, String name, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  private static void integers(JsonGenerator json, String name, List<Integer> integers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (int integer : integers) {
      json.writeNumber(integer);
    }
    json.writeEndArray();
  }
}
