package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Functions that fold dimensions, and those that run along one.
final class Reductions {
  /// Functions of `torch` and methods.
  static final String[] FUNCTIONS = {
    "sum(input, dim=None, keepdim=False, *, dtype=None)",
    "mean(input, dim=None, keepdim=False, *, dtype=None)",
    "var(input, dim=None, unbiased=True, keepdim=False, *, correction=None)",
    "std(input, dim=None, unbiased=True, keepdim=False, *, correction=None)",
    "max(input, dim=None, keepdim=False)",
    "min(input, dim=None, keepdim=False)",
    "argmax(input, dim=None, keepdim=False)",
    "argmin(input, dim=None, keepdim=False)",
    "prod(input, dim=None, keepdim=False, *, dtype=None)",
    "logsumexp(input, dim, keepdim=False)",
    "any(input, dim=None, keepdim=False)",
    "all(input, dim=None, keepdim=False)",
    "cumsum(input, dim, *, dtype=None)",
    "softmax(input, dim, dtype=None)",
    "log_softmax(input, dim, dtype=None)",
  };

  private Reductions() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "sum" -> {
        int[] dims = call.dims("dim");
        yield numbered("Sum", dims, folded(call, x -> x.sum(dims, call.flag("keepdim"))));
      }
      case "mean" -> {
        int[] dims = call.dims("dim");
        yield numbered("Mean", dims, folded(call, x -> x.mean(dims, call.flag("keepdim"))));
      }
      case "prod" -> {
        int[] dims = call.dims("dim");
        yield numbered("Prod", dims, folded(call, x -> x.prod(dims, call.flag("keepdim"))));
      }
      case "var", "std" -> spread(name, call);
      case "max", "min" -> extremum(name, call);
      case "argmax", "argmin" -> where(name, call);
      case "logsumexp" -> {
        int[] dims = call.dims("dim");
        yield call.map(x -> x.logsumexp(dims, call.flag("keepdim")));
      }
      case "any" -> {
        int[] dims = call.dims("dim");
        yield call.map(x -> x.any(dims, call.flag("keepdim")));
      }
      case "all" -> {
        int[] dims = call.dims("dim");
        yield call.map(x -> x.all(dims, call.flag("keepdim")));
      }
      case "cumsum" -> {
        int dim = call.integer("dim");
        yield folded(call, x -> x.cumsum(dim));
      }
      case "softmax" -> {
        int dim = call.integer("dim");
        yield folded(call, x -> x.softmax(dim));
      }
      case "log_softmax" -> {
        int dim = call.integer("dim");
        yield folded(call, x -> x.logSoftmax(dim));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// PyTorch numbers the step over all dimensions 0, and that over some 1.
  private static TensorValue numbered(String step, int[] dims, TensorValue result) {
    return result.madeBy(step + "Backward" + (dims.length == 0 ? 0 : 1));
  }

  /// A function of the input in the dtype that the call asks for.
  private static TensorValue folded(Call call, UnaryOperator<Tensor> how) {
    DType own = call.dtype("dtype");
    if (own == null) {
      return call.map(how);
    }
    DType dtype = call.torch().storage(own);
    return call.map(x -> how.apply(x.to(dtype)));
  }

  private static TensorValue spread(String name, Call call) {
    // `var(False)` says that the estimate is biased; it names no dimension.
    boolean isFlagFirst = call.value("dim") instanceof Boolean;
    boolean isUnbiased = call.flag(isFlagFirst ? "dim" : "unbiased");
    int[] dims = isFlagFirst ? new int[0] : call.dims("dim");
    int correction = call.isNone("correction") ? (isUnbiased ? 1 : 0) : call.integer("correction");
    boolean keepDim = call.flag("keepdim");
    return name.equals("var")
        ? call.map(x -> x.var(dims, correction, keepDim))
        : call.map(x -> x.std(dims, correction, keepDim));
  }

  /// `max()` of all, `max(other)` element by element, or `max(dim)` with indices.
  private static Object extremum(String name, Call call) {
    boolean isMax = name.equals("max");
    if (call.value("dim") instanceof TensorValue other) {
      return Arithmetic.pointwise(isMax ? "maximum" : "minimum", call.input(), other);
    }
    if (call.value("dim") == NoneValue.NONE) {
      return call.map(x -> isMax ? x.max() : x.min())
          .madeBy(isMax ? "MaxBackward1" : "MinBackward1");
    }
    int dim = call.integer("dim");
    boolean keepDim = call.flag("keepdim");
    TensorValue x = call.input();
    Costs.like(x);
    Costs.like(x);
    TensorValue indices =
        call.apply(t -> isMax ? t.get(0).argmax(dim, keepDim) : t.get(0).argmin(dim, keepDim), x);
    TensorValue values = call.apply(t -> taken(isMax, t.get(0), dim, keepDim, indices), x);
    return new ExtremumValue(call.torch().run(), name, values, indices);
  }

  /// The extremes. Where the first run found them at other places, those are taken.
  private static Tensor taken(
      boolean isMax, Tensor x, int dim, boolean keepDim, TensorValue decided) {
    Tensor own = isMax ? x.argmax(dim, keepDim) : x.argmin(dim, keepDim);
    Tensor indices = decided.tensor();
    if (x.rank() == 0 || Arrays.equals(own.toLongArray(), indices.toLongArray())) {
      return isMax ? x.max(dim, keepDim) : x.min(dim, keepDim);
    }
    Tensor taken = x.gather(dim, keepDim ? indices : indices.unsqueeze(dim));
    return keepDim ? taken : taken.squeeze(dim);
  }

  private static TensorValue where(String name, Call call) {
    boolean isMax = name.equals("argmax");
    if (call.isNone("dim")) {
      return call.map(x -> isMax ? x.argmax() : x.argmin());
    }
    int dim = call.integer("dim");
    boolean keepDim = call.flag("keepdim");
    return call.map(x -> isMax ? x.argmax(dim, keepDim) : x.argmin(dim, keepDim));
  }
}
