package dev.chainrule.worksheet.torch;

import dev.chainrule.Index;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The layers of `torch.nn.functional`.
final class Layers {
  static final String[] FUNCTIONS = {
    "linear(input, weight, bias=None)",
    "embedding(input, weight)",
    "one_hot(tensor, num_classes=-1)",
    "layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05)",
    "batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False,"
        + " momentum=0.1, eps=1e-05)",
    "scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0,"
        + " is_causal=False)",
    "pad(input, pad, mode='constant', value=None)",
  };

  private Layers() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "linear" -> linear(call);
      case "embedding" -> {
        TensorValue weight = call.tensor("weight");
        long width = weight.shape().rank() == 2 ? weight.shape().size(1) : 1;
        Costs.elements(call.torch(), Costs.elements(call.input().shape().numel(), width));
        yield call.apply(x -> x.get(0).embedding(x.get(1)), weight, call.input());
      }
      case "one_hot" -> oneHot(call);
      case "layer_norm" -> layerNorm(call);
      case "batch_norm" -> BatchNorm.call(call);
      case "scaled_dot_product_attention" -> attention(call);
      case "pad" -> pad(call);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static TensorValue linear(Call call) {
    TensorValue x = call.input();
    TensorValue weight = call.tensor("weight");
    TensorValue bias = call.optionalTensor("bias");
    call.requireOneDtype(x, weight);
    if (x.shape().rank() > 0 && weight.shape().rank() == 2) {
      long rows = x.shape().numel() / Math.max(1, x.shape().size(-1));
      Costs.product(call.torch(), Costs.elements(rows, weight.shape().size(0)), x.shape().size(-1));
    }
    return bias == null
        ? call.apply(t -> t.get(0).linear(t.get(1), null), x, weight).madeBy("MmBackward0")
        : call.apply(t -> t.get(0).linear(t.get(1), t.get(2)), x, weight, bias);
  }

  private static TensorValue oneHot(Call call) {
    TensorValue index = call.tensor("tensor");
    int given = call.integer("num_classes");
    long[] indices = index.tensor().toLongArray();
    if (given == -1 && indices.length == 0) {
      throw call.error("num_classes must be given for an empty tensor");
    }
    long largest = Arrays.stream(indices).max().orElse(0);
    long classes = given == -1 ? largest + 1 : given;
    Costs.elements(call.torch(), Costs.elements(indices.length, classes));
    return call.apply(x -> x.get(0).oneHot((int) classes), index);
  }

  private static TensorValue layerNorm(Call call) {
    TensorValue x = call.input();
    int[] shape = call.sizes("normalized_shape");
    double eps = call.number("eps");
    List<Object> operands = new ArrayList<>(List.of(x));
    Costs.like(x);
    for (String parameter : List.of("weight", "bias")) {
      TensorValue given = call.optionalTensor(parameter);
      if (given != null) {
        if (!Arrays.equals(given.shape().toArray(), shape)) {
          throw call.error(
              parameter
                  + " must have the normalized shape "
                  + Arrays.toString(shape)
                  + "; given "
                  + given.shape());
        }
        operands.add(given);
      }
    }
    boolean hasWeight = !call.isNone("weight");
    boolean hasBias = !call.isNone("bias");
    return call.apply(
        t -> {
          Tensor weight = hasWeight ? t.get(1) : Activations.constant(t.get(0), 1, shape);
          Tensor bias = hasBias ? t.getLast() : Activations.constant(t.get(0), 0, shape);
          return t.get(0).layerNorm(weight, bias, eps);
        },
        operands.toArray());
  }

  private static TensorValue attention(Call call) {
    TensorValue query = call.tensor("query");
    TensorValue key = call.tensor("key");
    TensorValue value = call.tensor("value");
    TensorValue mask = call.optionalTensor("attn_mask");
    boolean isCausal = call.flag("is_causal");
    if (call.number("dropout_p") != 0) {
      throw call.error("worksheets have no dropout in attention; dropout_p must be 0");
    }
    if (mask != null && isCausal) {
      throw call.error("attn_mask and is_causal exclude each other");
    }
    if (query.shape().rank() >= 2 && key.shape().rank() >= 2) {
      long scores = Costs.elements(query.shape().numel(), key.shape().size(-2));
      call.torch().run().budget().multiplyAdds(Costs.elements(2, scores));
      Costs.elements(call.torch(), scores / Math.max(1, query.shape().size(-1)));
    }
    if (mask == null) {
      return call.apply(
          x -> x.get(0).scaledDotProductAttention(x.get(1), x.get(2), isCausal), query, key, value);
    }
    boolean isTruth = mask.dtype() == DType.BOOL;
    return call.apply(
        x -> {
          double scale = 1 / Math.sqrt(x.get(0).size(-1));
          Tensor scores = x.get(0).matmul(x.get(1).transpose(-2, -1)).mul(scale);
          Tensor masked =
              isTruth
                  ? scores.maskedFill(x.get(3).logicalNot(), Double.NEGATIVE_INFINITY)
                  : scores.add(x.get(3));
          return masked.softmax(-1).matmul(x.get(2));
        },
        query,
        key,
        value,
        mask);
  }

  /// Pairs of sizes, the last dimension's first: so much before, so much behind; negative sizes
  /// cut.
  private static TensorValue pad(Call call) {
    TensorValue x = call.input();
    int[] sizes = call.sizes("pad");
    int rank = x.shape().rank();
    if (!call.text("mode").equals("constant")) {
      throw call.error("there is only the mode 'constant', got '" + call.text("mode") + "'");
    }
    if (sizes.length % 2 != 0 || sizes.length > 2 * rank) {
      throw call.error(
          "pad must have two sizes for each of at most "
              + rank
              + " axes; given "
              + Arrays.toString(sizes));
    }
    double value = call.isNone("value") ? 0 : call.number("value");
    int[] before = new int[rank];
    int[] padded = x.shape().toArray();
    for (int i = 0; i < sizes.length; i += 2) {
      int d = rank - 1 - i / 2;
      before[d] = sizes[i];
      padded[d] += sizes[i] + sizes[i + 1];
    }
    if (IntStream.of(padded).anyMatch(size -> size < 0)) {
      throw call.error("cuts more than there is: " + Arrays.toString(sizes) + " of " + x.shape());
    }
    Costs.elements(call.torch(), Costs.elements(Arrays.stream(padded).asLongStream().toArray()));
    return call.apply(t -> padded(t.get(0), before, padded, value), x);
  }

  private static Tensor padded(Tensor x, int[] before, int[] sizes, double value) {
    Index[] target = new Index[sizes.length];
    Index[] source = new Index[sizes.length];
    for (int d = 0; d < sizes.length; d++) {
      int from = Math.max(0, before[d]);
      int to = Math.min(sizes[d], before[d] + x.size(d));
      target[d] = Index.range(from, Math.max(from, to));
      source[d] = Index.range((long) from - before[d], Math.max(from, to) - (long) before[d]);
    }
    Tensor filled = Tensor.of(NdArray.full(x.dtype(), Shape.of(sizes), value));
    return sizes.length == 0 ? x.copy() : filled.indexPut(x.index(source), target);
  }
}
