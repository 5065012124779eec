package dev.chainrule.golden;

import static java.util.Map.entry;

import dev.chainrule.Tensor;
import java.util.Map;

/// Views, joining and splitting by their golden names.
final class ViewCalls {

  static final Map<String, Call> ALL =
      Map.ofEntries(
          entry("reshape", (x, a) -> x.get(0).reshape(a.integers("shape"))),
          entry("view", (x, a) -> x.get(0).view(a.integers("shape"))),
          entry("transpose", (x, a) -> x.get(0).transpose(a.integer("dim0"), a.integer("dim1"))),
          entry("permute", (x, a) -> x.get(0).permute(a.integers("dims"))),
          entry("expand", (x, a) -> x.get(0).expand(a.integers("shape"))),
          entry(
              "squeeze",
              (x, a) -> a.has("dim") ? x.get(0).squeeze(a.integer("dim")) : x.get(0).squeeze()),
          entry("unsqueeze", (x, a) -> x.get(0).unsqueeze(a.integer("dim"))),
          entry(
              "flatten",
              (x, a) -> x.get(0).flatten(a.integer("startDim", 0), a.integer("endDim", -1))),
          entry("slice", (x, a) -> slice(x.get(0), a)),
          entry("select", (x, a) -> x.get(0).select(a.integer("dim"), a.integer("index"))),
          entry(
              "narrow",
              (x, a) -> x.get(0).narrow(a.integer("dim"), a.integer("start"), a.integer("length"))),
          entry(
              "split",
              (x, a) -> x.get(0).split(a.integer("size"), a.integer("dim")).get(a.integer("part"))),
          entry(
              "chunk",
              (x, a) ->
                  x.get(0).chunk(a.integer("chunks"), a.integer("dim")).get(a.integer("part"))),
          entry("cat", (x, a) -> Tensor.cat(x, a.integer("dim"))),
          entry("stack", (x, a) -> Tensor.stack(x, a.integer("dim"))),
          entry(
              "arange",
              (x, a) -> Tensor.arange(a.integer("start"), a.integer("end"), a.integer("step"))));

  private ViewCalls() {}

  private static Tensor slice(Tensor x, Attributes a) {
    return x.slice(a.integer("dim"), a.integer("start"), a.integer("end"), a.integer("step", 1));
  }
}
