package dev.chainrule.bench.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// A score as one JSON object.
final class ScoreJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScoreJson() {}

  static String of(Score score) throws JsonProcessingException {
    ObjectNode json = JSON.createObjectNode();
    json.put("right", score.right())
        .put("false_alarms", score.falseAlarms())
        .put("failed_right", score.failedRight())
        .put("no_mistake", score.noMistake())
        .put("found", score.foundPart())
        .put("misnamed", score.misnamedPart())
        .put("mended", score.mendedPart())
        .put("meets_targets", score.meetsTargets())
        .put("slowest_ms", score.slowestMilliseconds())
        .put("slowest", score.slowestName());
    put(json.putObject("total"), score.total());
    ObjectNode mistakes = json.putObject("mistakes");
    score.lines().forEach(line -> put(mistakes.putObject(line.id()), line));
    return JSON.writeValueAsString(json);
  }

  private static void put(ObjectNode json, Score.Line line) {
    json.put("cases", line.cases());
    for (Verdict verdict : Verdict.values()) {
      if (line.of(verdict) > 0) {
        json.put(verdict.name().toLowerCase(Locale.ROOT), line.of(verdict));
      }
    }
    json.put("elsewhere", line.elsewhere())
        .put("fixes_offered", line.offered())
        .put("fixes_that_mend", line.mended());
    ObjectNode wrongly = json.putObject("misnamed_as");
    line.wrongly().forEach(wrongly::put);
  }
}
