package dev.chainrule.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/// An outcome as JSON. Times are in nanoseconds a run, memory in bytes; a ratio is the peer's
/// figure over ours.
final class JsonReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  static String of(Outcome outcome) throws IOException {
    ObjectNode report = JSON.createObjectNode();
    report.put("command", outcome.command()).put("date", outcome.date().toString());
    report
        .putObject("machine")
        .put("processor", outcome.machine().processor())
        .put("system", outcome.machine().system())
        .put("java", outcome.machine().java());
    ObjectNode peers = report.putObject("peers");
    outcome.versions().forEach(peers::put);
    ArrayNode notes = report.putArray("notes");
    outcome.notes().forEach(notes::add);
    ArrayNode rows = report.putArray("works");
    outcome.rows().forEach(row -> rows.add(row(row)));
    return JSON.writeValueAsString(report) + "\n";
  }

  private static ObjectNode row(Row row) {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", row.work().name());
    json.put("group", row.work().group());
    json.put("title", row.work().title());
    json.put("unit", row.work().unit() instanceof Unit.Memory ? "bytes" : "nanoseconds");
    put(json.putObject("figures"), row.figures());
    ObjectNode ratios = json.putObject("ratios");
    for (String peer : row.figures().keySet()) {
      if (!peer.equals(Contestants.OURS)) {
        row.ratio(peer).ifPresent(ratio -> ratios.put(peer, ratio));
      }
    }
    put(json.putObject("differences"), row.differences());
    json.put("tolerance", row.work().tolerance());
    json.put("rounds", row.rounds());
    json.put("target", row.work().target().text());
    json.put("met", row.met().orElse(null));
    return json;
  }

  private static void put(ObjectNode json, Map<String, Double> numbers) {
    numbers.forEach(json::put);
  }
}
