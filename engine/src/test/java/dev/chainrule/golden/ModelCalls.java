package dev.chainrule.golden;

import static dev.chainrule.golden.Call.two;
import static java.util.Map.entry;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.List;
import java.util.Map;

/// Products, losses, normalisations and attention by their golden names.
final class ModelCalls {

  static final Map<String, Call> ALL =
      Map.ofEntries(
          entry("matmul", two(Tensor::matmul)),
          entry("outer", two(Tensor::outer)),
          entry("dot", two(Tensor::dot)),
          entry("linear", (x, a) -> x.get(0).linear(x.get(1), x.size() == 3 ? x.get(2) : null)),
          entry("einsum", (x, a) -> Tensor.einsum(a.text("equation"), x.toArray(Tensor[]::new))),
          entry("crossEntropy", two(Tensor::crossEntropy)),
          entry("mseLoss", two(Tensor::mseLoss)),
          entry("binaryCrossEntropyWithLogits", two(Tensor::binaryCrossEntropyWithLogits)),
          entry("batchNorm", ModelCalls::batchNorm),
          entry("layerNorm", ModelCalls::layerNorm),
          entry(
              "scaledDotProductAttention",
              (x, a) ->
                  x.get(0).scaledDotProductAttention(x.get(1), x.get(2), a.flag("isCausal"))));

  private ModelCalls() {}

  private static Tensor batchNorm(List<Tensor> x, Attributes a) {
    int channels = x.get(0).size(1);
    int correction = a.flag("unbiased") ? 1 : 0;
    return x.get(0)
        .batchNorm(parameter(x, 1, 1, channels), parameter(x, 2, 0, channels), eps(a), correction);
  }

  private static Tensor layerNorm(List<Tensor> x, Attributes a) {
    int[] shape = a.integers("normalizedShape");
    return x.get(0).layerNorm(parameter(x, 1, 1, shape), parameter(x, 2, 0, shape), eps(a));
  }

  /// Input number `i`, or the value that stands for its absence.
  private static Tensor parameter(List<Tensor> x, int i, double absent, int... shape) {
    return i < x.size() ? x.get(i) : Tensor.full(DType.FLOAT64, absent, shape);
  }

  private static double eps(Attributes a) {
    return a.number("eps", 1e-5);
  }
}
