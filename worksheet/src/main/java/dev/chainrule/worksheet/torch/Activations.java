package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import java.util.function.UnaryOperator;

/// The functions of `torch.nn.functional` that act on one tensor.
final class Activations {
  static final String[] FUNCTIONS = {
    "softmax(input, dim=None, dtype=None)",
    "log_softmax(input, dim=None, dtype=None)",
    "relu(input, inplace=False)",
    "silu(input, inplace=False)",
    "gelu(input, *, approximate='none')",
    "tanh(input)",
    "sigmoid(input)",
    "softplus(input, beta=1, threshold=20)",
    "dropout(input, p=0.5, training=True, inplace=False)",
    "normalize(input, p=2.0, dim=1, eps=1e-12)",
  };

  private Activations() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "softmax" -> {
        int dim = dim(call);
        yield in(call, x -> x.softmax(dim));
      }
      case "log_softmax" -> {
        int dim = dim(call);
        yield in(call, x -> x.logSoftmax(dim));
      }
      case "relu" -> inPlaceOr(call, Tensor::relu);
      case "silu" -> inPlaceOr(call, Tensor::silu);
      case "gelu" -> gelu(call);
      case "tanh" -> call.map(Tensor::tanh);
      case "sigmoid" -> call.map(Tensor::sigmoid);
      case "softplus" -> softplus(call);
      case "dropout" -> dropout(call);
      case "normalize" -> normalize(call);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Without a dimension PyTorch takes the first of 0-d, 1-d and 3-d tensors, and the second else.
  private static int dim(Call call) {
    int rank = call.input().shape().rank();
    boolean isFirst = rank == 0 || rank == 1 || rank == 3;
    return call.isNone("dim") ? (isFirst ? 0 : 1) : call.integer("dim");
  }

  private static TensorValue in(Call call, UnaryOperator<Tensor> how) {
    DType own = call.dtype("dtype");
    return call.map(x -> how.apply(own == null ? x : x.to(call.torch().storage(own))));
  }

  private static TensorValue inPlaceOr(Call call, UnaryOperator<Tensor> how) {
    if (!call.flag("inplace")) {
      return call.map(how);
    }
    TensorValue x = call.input();
    Writing writing = new Writing(x, call.function() + "_");
    Costs.like(x);
    return writing.replaceBy(t -> how.apply(t.get(0)), Operands.of(call.function(), x));
  }

  private static TensorValue gelu(Call call) {
    return switch (call.text("approximate")) {
      case "none" -> call.map(Tensor::gelu);
      case "tanh" -> call.map(Tensor::geluTanh);
      case String other ->
          throw call.error("approximate must be 'none' or 'tanh', got '" + other + "'");
    };
  }

  private static TensorValue softplus(Call call) {
    double beta = call.number("beta");
    double threshold = call.number("threshold");
    return call.map(
        x -> {
          Tensor scaled = beta == 1 ? x : x.mul(beta);
          Tensor soft = beta == 1 ? x.softplus() : scaled.softplus().div(beta);
          // Above 20, where PyTorch goes over to x itself to save time, no float shows it.
          return threshold >= 20 ? soft : x.where(scaled.detach().gt(threshold), soft);
        });
  }

  private static TensorValue dropout(Call call) {
    TensorValue x = call.input();
    double p = call.number("p");
    if (!(p >= 0 && p <= 1)) {
      throw call.error("p must be a probability, from 0 to 1; got " + p);
    }
    if (!call.flag("training") || p == 0) {
      return x;
    }
    if (p == 1) {
      return call.map(t -> t.mul(0));
    }
    int[] shape = x.shape().toArray();
    Costs.like(x);
    boolean[] kept = call.torch().generator().bernoulli(1 - p, x.shape().numel());
    Tensor keep = Tensor.of(kept, x.shape().numel()).reshape(shape);
    return call.map(t -> t.mul(keep.to(t.dtype()).div(1 - p)));
  }

  /// x over its p-norm along a dimension. The norm is bounded from below before the root is taken,
  /// so that a zero vector has a gradient of zeros, not NaN.
  private static TensorValue normalize(Call call) {
    double p = call.number("p");
    double eps = call.number("eps");
    int dim = call.integer("dim");
    return call.map(
        x -> {
          Tensor powers = p == 2 ? x.square() : x.abs().pow(p);
          Tensor bounded = powers.sum(dim, true).clamp(Math.pow(eps, p), Double.POSITIVE_INFINITY);
          return x.div(p == 2 ? bounded.sqrt() : p == 1 ? bounded : bounded.pow(1 / p));
        });
  }

  /// A constant of one number, outside the graph.
  static Tensor constant(Tensor like, double value, int... shape) {
    return Tensor.of(NdArray.full(like.dtype(), Shape.of(shape), value));
  }
}
