package dev.chainrule.report;

import dev.chainrule.check.explain.Diagram;
import java.util.Map;

/// A diagram as JSON: `{"file", "loss": {"name", "value"}, "nodes": […], "edges": […]}`.
///
/// A node has `id`, `name` (empty where it has none), `formula` (empty for a leaf), `op`, `line`,
/// `wants_grad`, `shape`, `dtype`, `value` and `grad`, both flat, row by row, and `wrong`: what is
/// wrong with the gradient by hand, or null. An edge has `from` and `to`, the numbers of nodes.
final class GraphJson {
  private GraphJson() {}

  static String of(String file, Diagram diagram, Map<String, String> wrong) {
    return JsonReports.object(
        json -> {
          json.writeStringField("file", file);
          JsonReports.loss(json, diagram.loss());
          JsonReports.objects(
              json,
              "nodes",
              diagram.nodes(),
              node -> {
                json.writeNumberField("id", node.id());
                json.writeStringField("name", node.name());
                json.writeStringField("formula", node.formula());
                json.writeStringField("op", node.operation());
                json.writeNumberField("line", node.line());
                json.writeBooleanField("wants_grad", node.wantsGrad());
                JsonReports.shape(json, "shape", node.value().shape());
                json.writeStringField("dtype", node.value().dtype().toString());
                json.writeFieldName("value");
                JsonReports.elements(json, node.value());
                json.writeFieldName("grad");
                JsonReports.elements(json, node.gradient());
                json.writeStringField("wrong", wrong.get(node.name()));
              });
          JsonReports.objects(
              json,
              "edges",
              diagram.edges(),
              edge -> {
                json.writeNumberField("from", edge.from());
                json.writeNumberField("to", edge.to());
              });
        });
  }
}
