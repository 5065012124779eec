package dev.chainrule.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.Check;
import dev.chainrule.check.Masking;
import dev.chainrule.check.NonFinite;
import dev.chainrule.check.Report;
import dev.chainrule.check.Trace;
import dev.chainrule.check.doctor.Fix;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.WorksheetException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reports as JSON, one object a file, one a line.
///
/// A number is the shortest decimal that gives the same value of its dtype; NaN and the infinities
/// are the strings "NaN", "Infinity" and "-Infinity".
public final class JsonReports {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Writes the fields of one object.
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonReports() {}

  /// What `check --json` prints of a worksheet.
  public static String check(String file, Report report) {
    return object(
        json -> {
          json.writeStringField("file", file);
          loss(json, report.loss());
          json.writeStringField("output", report.output());
          objects(json, "checks", report.checks(), check -> check(json, check));
          objects(
              json,
              "notes",
              report.remarks(),
              remark -> {
                json.writeStringField("id", remark.id());
                json.writeStringField("name", remark.name());
                json.writeNumberField("line", remark.line());
                json.writeStringField("because", remark.because());
              });
        });
  }

  /// What `trace --json` prints of a worksheet.
  public static String trace(String file, Trace trace) {
    return object(
        json -> {
          json.writeStringField("file", file);
          loss(json, trace.loss());
          json.writeStringField("output", trace.output());
          objects(json, "steps", trace.steps(), step -> step(json, step));
        });
  }

  /// What `check --masking --json` prints of a worksheet.
  public static String masking(String file, Masking masking) {
    return object(
        json -> {
          json.writeStringField("file", file);
          objects(
              json,
              "hidden",
              masking.rows(),
              row -> {
                json.writeStringField("name", row.name());
                json.writeNumberField("line", row.line());
                json.writeStringField("id", row.hidden().id());
                json.writeStringField("because", row.hidden().because());
                json.writeStringField(
                    "cause", row.hidden().cause().name().toLowerCase(Locale.ROOT));
                json.writeStringField("change", row.change());
              });
        });
  }

  /// What `trace --find-nan --json` prints of a worksheet.
  public static String nonFinite(String file, @Nullable NonFinite found) {
    return object(
        json -> {
          json.writeStringField("file", file);
          json.writeFieldName("first");
          if (found == null) {
            json.writeNull();
            return;
          }
          json.writeStartObject();
          json.writeStringField("pass", found.pass().name().toLowerCase(Locale.ROOT));
          json.writeStringField("name", found.name());
          json.writeNumberField("line", found.line());
          json.writeStringField("op", found.operation());
          json.writeArrayFieldStart("entry");
          for (int index : found.entry()) {
            json.writeNumber(index);
          }
          json.writeEndArray();
          json.writeNumberField("value", found.value());
          objects(
              json,
              "inputs",
              found.inputs(),
              input -> {
                json.writeStringField("name", input.name());
                json.writeNumberField("line", input.line());
                shape(json, "shape", input.shape());
                difference(json, "value", input.value());
                json.writeNumberField("least", input.least());
                json.writeNumberField("most", input.most());
              });
          json.writeEndObject();
        });
  }

  /// What is printed of a worksheet that cannot be used.
  public static String error(String file, WorksheetException error) {
    return object(
        json -> {
          json.writeStringField("file", file);
          error(json, error);
        });
  }

  /// The field `error`: a sentence and its place, null where there is none.
  public static void error(JsonGenerator json, WorksheetException error) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("message", error.getMessage());
    if (error.isPlaced()) {
      json.writeNumberField("line", error.line());
      json.writeNumberField("column", error.column());
    } else {
      json.writeNullField("line");
      json.writeNullField("column");
    }
    json.writeEndObject();
  }

  /// One object, on one line.
  public static String object(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /// Writes the fields of one of several objects, by the generator of an array.
  public interface Items<T> {
    void write(JsonGenerator json, T each) throws IOException;
  }

  /// An array of objects, on one line.
  public static <T> String array(Iterable<T> all, Items<T> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartArray();
      for (T each : all) {
        json.writeStartObject();
        fields.write(json, each);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  /// Writes the fields of one of several objects.
  public interface EachFields<T> {
    void write(T each) throws IOException;
  }

  /// An array of objects.
  public static <T> void objects(
      JsonGenerator json, String name, Iterable<T> all, EachFields<T> fields) throws IOException {
    json.writeArrayFieldStart(name);
    for (T each : all) {
      json.writeStartObject();
      fields.write(each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void loss(JsonGenerator json, Run.Loss loss) throws IOException {
    json.writeObjectFieldStart("loss");
    json.writeStringField("name", loss.name());
    json.writeFieldName("value");
    number(json, loss.value().array(), 0);
    json.writeEndObject();
  }

  private static void check(JsonGenerator json, Check check) throws IOException {
    json.writeStringField("name", check.name());
    json.writeStringField("of", check.of());
    json.writeStringField("status", check.status().toString());
    difference(json, "max_abs_diff", check.maxAbsDiff());
    difference(json, "max_rel_diff", check.maxRelDiff());
    shape(json, "shape", check.shape());
    shape(json, "expected_shape", check.expectedShape());
    json.writeNumberField("line", check.line());
    json.writeStringField("inherited_from", check.inheritedFrom());
    objects(
        json,
        "diagnosis",
        check.diagnosis(),
        diagnosis -> {
          json.writeStringField("id", diagnosis.id());
          json.writeStringField("certainty", diagnosis.certainty().toString());
          json.writeStringField("because", diagnosis.because());
          Fix fix = diagnosis.fix();
          json.writeStringField("fix", fix == null ? null : fix.text());
          if (fix != null && fix.after() > 0) {
            json.writeNumberField("fix_after", fix.after());
          }
        });
    objects(
        json,
        "notes",
        check.notes(),
        note -> {
          json.writeStringField("id", note.id());
          json.writeStringField("because", note.because());
        });
  }

  private static void step(JsonGenerator json, Trace.Step step) throws IOException {
    Run.Step forward = step.forward();
    NdArray value = forward.value().array();
    json.writeStringField("name", forward.name());
    json.writeNumberField("line", forward.line());
    json.writeStringField("op", forward.operation());
    shape(json, "shape", value.shape());
    json.writeStringField("dtype", value.dtype().toString());
    json.writeFieldName("value");
    elements(json, value);
    json.writeFieldName("grad");
    if (step.grad() == null) {
      json.writeNull();
    } else {
      elements(json, step.grad());
    }
  }

  static void elements(JsonGenerator json, NdArray array) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < array.numel(); i++) {
      number(json, array, i);
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, NdArray array, int index) throws IOException {
    switch (array.dtype()) {
      case BOOL -> json.writeBoolean(array.get(index) != 0);
      case INT64 -> json.writeNumber(array.getLong(index));
      case FLOAT32 -> json.writeNumber((float) array.get(index));
      case FLOAT64 -> json.writeNumber(array.get(index));
    }
  }

  private static void difference(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  static void shape(JsonGenerator json, String name, @Nullable Shape shape) throws IOException {
    json.writeFieldName(name);
    if (shape == null) {
      json.writeNull();
    } else {
      int[] sizes = shape.toArray();
      json.writeArray(sizes, 0, sizes.length);
    }
  }
}
