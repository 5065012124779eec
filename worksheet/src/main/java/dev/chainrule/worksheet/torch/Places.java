package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;

/// Functions that read and write elements at places.
final class Places {
  /// Functions of `torch` and methods.
  static final String[] FUNCTIONS = {
    "gather(input, dim, index)",
    "index_select(input, dim, index)",
    "masked_fill(input, mask, value)",
    "index_add(input, dim, index, source, *, alpha=1)",
    "scatter_add(input, dim, index, src)",
    "tril(input, diagonal=0)",
    "triu(input, diagonal=0)",
  };

  private Places() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "gather" -> {
        int dim = call.integer("dim");
        TensorValue index = call.tensor("index");
        Costs.like(index);
        yield call.apply(x -> x.get(0).gather(dim, x.get(1)), call.input(), index);
      }
      case "index_select" -> {
        int dim = call.integer("dim");
        TensorValue index = call.tensor("index");
        Costs.elements(
            call.torch(), Costs.elements(call.input().shape().numel(), index.shape().numel()));
        yield call.apply(x -> x.get(0).indexSelect(dim, x.get(1)), call.input(), index);
      }
      case "masked_fill" -> {
        Operands operands = Operands.of(name, call.input(), call.tensor("mask"), fill(call));
        Costs.broadcast(call.torch(), operands);
        yield call.torch().apply(name, maskedFill(call), operands);
      }
      case "index_add" -> call.apply(indexAdd(call), adding(call, "source"));
      case "scatter_add" -> call.apply(scatterAdd(call), adding(call, "src"));
      case "tril" -> {
        int diagonal = call.integer("diagonal");
        yield call.map(x -> x.tril(diagonal));
      }
      case "triu" -> {
        int diagonal = call.integer("diagonal");
        yield call.map(x -> x.triu(diagonal));
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// The number, or the tensor without dimensions, to fill with.
  static Object fill(Call call) {
    Object value = call.value("value");
    boolean isTensor = value instanceof TensorValue;
    if (isTensor && value instanceof TensorValue tensor && tensor.shape().rank() > 0) {
      throw call.error(
          "value must be a number or a 0-d tensor; given a tensor of shape " + tensor.shape());
    }
    if (!isTensor && Operands.number(value) == null) {
      throw call.arguments().mismatch("value", "a number", value);
    }
    return value;
  }

  /// Input, mask and value; the result keeps the dtype of the input.
  static Torch.Formula maskedFill(Call call) {
    if (call.tensor("mask").dtype() != DType.BOOL) {
      throw call.error(
          "the mask must be a bool tensor; given "
              + call.tensor("mask").dtype()
              + "; compare it, as in mask == 0");
    }
    return x -> {
      DType dtype = x.get(0).dtype();
      Tensor value = x.get(2);
      if (value.dtype().isFloat() && !dtype.isFloat()) {
        throw call.error("an " + dtype + " tensor cannot be filled with a float");
      }
      return value.where(x.get(1), x.get(0)).to(dtype);
    };
  }

  /// Input, index and what is added.
  static Object[] adding(Call call, String source) {
    TensorValue added = call.tensor(source);
    call.requireOneDtype(call.input(), added);
    Costs.like(call.input());
    Costs.like(added);
    return new Object[] {call.input(), call.tensor("index"), added};
  }

  static Torch.Formula indexAdd(Call call) {
    int dim = call.integer("dim");
    boolean isPlain = call.value("alpha") instanceof Long alpha && alpha == 1;
    NdArray alpha = NdArray.number(isPlain ? 1 : call.number("alpha"));
    return x -> {
      Tensor source = isPlain ? x.get(2) : x.get(2).mul(Tensor.of(alpha));
      return x.get(0).indexAdd(dim, x.get(1), source);
    };
  }

  static Torch.Formula scatterAdd(Call call) {
    int dim = call.integer("dim");
    return x -> {
      Tensor source = x.get(2);
      Tensor index = x.get(1);
      // The source may be larger than the index; what lies beyond is not used.
      for (int d = 0; d < index.rank() && source.rank() == index.rank(); d++) {
        if (source.shape().size(d) > index.shape().size(d)) {
          source = source.narrow(d, 0, index.shape().size(d));
        }
      }
      return x.get(0).scatterAdd(dim, index, source);
    };
  }
}
