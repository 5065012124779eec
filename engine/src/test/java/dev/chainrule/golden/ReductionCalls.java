package dev.chainrule.golden;

import static java.util.Map.entry;

import dev.chainrule.Tensor;
import java.util.Map;

/// Reductions, softmax and running sums by their golden names.
final class ReductionCalls {

  static final Map<String, Call> ALL =
      Map.ofEntries(
          entry("sum", overDims(Tensor::sum)),
          entry("mean", overDims(Tensor::mean)),
          entry("var", (x, a) -> x.get(0).var(dims(a), correction(a), a.flag("keepDim"))),
          entry("std", (x, a) -> x.get(0).std(dims(a), correction(a), a.flag("keepDim"))),
          entry("logsumexp", overDims(Tensor::logsumexp)),
          entry("amax", overDims(Tensor::max)),
          entry("amin", overDims(Tensor::min)),
          entry("max", overDim(Tensor::max, Tensor::max)),
          entry("min", overDim(Tensor::min, Tensor::min)),
          entry("prod", overDim(Tensor::prod, Tensor::prod)),
          entry("argmax", overDim(Tensor::argmax, Tensor::argmax)),
          entry("argmin", overDim(Tensor::argmin, Tensor::argmin)),
          entry("all", overDim(Tensor::all, (x, dim, keep) -> x.all(new int[] {dim}, keep))),
          entry("any", overDim(Tensor::any, (x, dim, keep) -> x.any(new int[] {dim}, keep))),
          entry("cumsum", (x, a) -> x.get(0).cumsum(a.integer("dim"))),
          entry("softmax", (x, a) -> x.get(0).softmax(a.integer("dim"))),
          entry("logSoftmax", (x, a) -> x.get(0).logSoftmax(a.integer("dim"))));

  private ReductionCalls() {}

  private interface OverDims {
    Tensor apply(Tensor x, int[] dims, boolean keepDim);
  }

  private interface OverDim {
    Tensor apply(Tensor x, int dim, boolean keepDim);
  }

  private static Call overDims(OverDims function) {
    return (x, a) -> function.apply(x.get(0), dims(a), a.flag("keepDim"));
  }

  private static Call overDim(Call.OfOne everything, OverDim function) {
    return (x, a) ->
        a.has("dim")
            ? function.apply(x.get(0), a.integer("dim"), a.flag("keepDim"))
            : everything.apply(x.get(0));
  }

  private static int[] dims(Attributes a) {
    return a.integers("dims");
  }

  private static int correction(Attributes a) {
    return a.flag("unbiased", true) ? 1 : 0;
  }
}
