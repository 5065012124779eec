package dev.chainrule.golden;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.Index;
import dev.chainrule.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reading and writing by index, and masks, by their golden names.
final class IndexCalls {

  static final Map<String, Call> ALL =
      Map.ofEntries(
          entry("gather", (x, a) -> x.get(0).gather(a.integer("dim"), x.get(1))),
          entry("indexSelect", (x, a) -> x.get(0).indexSelect(a.integer("dim"), x.get(1))),
          entry("embedding", Call.two(Tensor::embedding)),
          entry("scatterAdd", (x, a) -> x.get(0).scatterAdd(a.integer("dim"), x.get(1), x.get(2))),
          entry("indexAdd", (x, a) -> x.get(0).indexAdd(a.integer("dim"), x.get(1), x.get(2))),
          entry("maskedFill", (x, a) -> x.get(0).maskedFill(x.get(1), a.number("value"))),
          entry("index", (x, a) -> x.get(0).index(indices(a, x))),
          entry("indexPut", IndexCalls::indexPut),
          entry("oneHot", (x, a) -> x.get(0).oneHot(a.integer("numClasses"))),
          entry("tril", (x, a) -> x.get(0).tril(a.integer("diagonal", 0))),
          entry("triu", (x, a) -> x.get(0).triu(a.integer("diagonal", 0))));

  private IndexCalls() {}

  private static Tensor indexPut(List<Tensor> x, Attributes a) {
    return x.get(0).indexPut(x.get(1), indices(a, x));
  }

  private static Index[] indices(Attributes a, List<Tensor> inputs) {
    JsonNode items = a.node().get("index");
    Index[] indices = new Index[items.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = index(items.get(i), inputs);
    }
    return indices;
  }

  private static Index index(JsonNode item, List<Tensor> inputs) {
    if (item.isNull()) {
      return Index.newAxis();
    } else if (item.isTextual()) {
      return Index.ellipsis();
    } else if (item.isNumber()) {
      return Index.at(item.longValue());
    } else if (item.has("input")) {
      return Index.of(inputs.get(item.get("input").intValue()));
    }
    Long step = bound(item, "step");
    return new Index.Range(bound(item, "start"), bound(item, "stop"), step == null ? 1 : step);
  }

  private static @Nullable Long bound(JsonNode slice, String name) {
    JsonNode value = slice.get(name);
    return value.isNull() ? null : value.longValue();
  }
}
