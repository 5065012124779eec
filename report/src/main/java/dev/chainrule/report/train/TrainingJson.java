package dev.chainrule.report.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.nn.health.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the commands print as one JSON object. NaN and the infinities are the strings "NaN",
/// "Infinity" and "-Infinity".
public final class TrainingJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TrainingJson() {}

  /// A training that has ended, on one line.
  public static String summary(Summary summary) {
    return text(fields(summary));
  }

  /// The same with the settings, for a file.
  public static String run(Summary summary) {
    Map<String, @Nullable Object> all = fields(summary);
    all.put("settings", summary.settings().texts());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written is texts and numbers", e);
    }
  }

  /// The fields of a training that has ended.
  public static Map<String, @Nullable Object> fields(Summary summary) {
    Map<String, @Nullable Object> loss = new LinkedHashMap<>();
    loss.put("train", number(summary.losses().train()));
    loss.put("val", number(summary.losses().validation()));
    loss.put("test", number(summary.losses().test()));
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("model", summary.settings().texts().get("model"));
    all.put("parameters", summary.parameters());
    all.put("steps", summary.steps());
    all.put("seconds", number(summary.seconds()));
    all.put("steps_per_second", number(summary.stepsPerSecond()));
    all.put("loss", loss);
    all.put("samples", summary.samples());
    all.put("health", summary.health().stream().map(TrainingJson::finding).toList());
    all.put("out", summary.out());
    return all;
  }

  /// A finding of its health: `id`, `value`, `threshold` and `message`.
  public static Map<String, @Nullable Object> finding(Finding finding) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", finding.id());
    fields.put("value", number(finding.value()));
    fields.put("threshold", number(finding.threshold()));
    fields.put("message", finding.message());
    return fields;
  }

  /// Samples of the training in a folder.
  public static String samples(String folder, List<String> samples) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("out", folder);
    fields.put("samples", samples);
    return text(fields);
  }

  /// The loss of a text.
  public static String loss(String file, double loss) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("loss", number(loss));
    fields.put("perplexity", number(Math.exp(loss)));
    return text(fields);
  }

  /// A number as JSON can hold it.
  public static @Nullable Object number(@Nullable Double value) {
    return value == null || Double.isFinite(value) ? value : String.valueOf(value);
  }

  private static String text(Map<String, @Nullable Object> fields) {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what is written is texts and numbers", e);
    }
  }
}
