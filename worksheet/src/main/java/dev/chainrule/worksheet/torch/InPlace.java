package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import java.util.function.UnaryOperator;

/// Methods that write in place. Their names end in an underscore; they return what they are called
/// on.
final class InPlace {
  static final String[] METHODS = {
    "zero_()",
    "fill_(value)",
    "add_(other, *, alpha=1)",
    "sub_(other, *, alpha=1)",
    "mul_(other)",
    "div_(other)",
    "copy_(src)",
    "clamp_(min=None, max=None)",
    "masked_fill_(mask, value)",
    "index_add_(dim, index, source, *, alpha=1)",
    "scatter_add_(dim, index, src)",
  };

  private InPlace() {}

  static Object call(String name, Call call) {
    TensorValue x = call.input();
    return switch (name) {
      case "zero_" -> filled(x, name, 0L);
      case "fill_" -> filled(x, name, Places.fill(call));
      case "add_" -> Arithmetic.write(x, "add", Elementwise.scaled(call));
      case "sub_" -> Arithmetic.write(x, "sub", Elementwise.scaled(call));
      case "mul_" -> Arithmetic.write(x, "mul", call.value("other"));
      case "div_" -> Arithmetic.write(x, "div", call.value("other"));
      case "copy_" -> copied(x, call.tensor("src"));
      case "clamp_" -> {
        UnaryOperator<Tensor> clamping = Elementwise.clamping(call);
        yield written(x, name, t -> clamping.apply(t.get(0)), x);
      }
      case "masked_fill_" -> {
        Writing writing = new Writing(x, name);
        Costs.like(x);
        yield writing.fillBy(
            Places.maskedFill(call), Operands.of(name, x, call.tensor("mask"), Places.fill(call)));
      }
      case "index_add_" -> written(x, name, Places.indexAdd(call), Places.adding(call, "source"));
      case "scatter_add_" -> written(x, name, Places.scatterAdd(call), Places.adding(call, "src"));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static TensorValue written(
      TensorValue x, String name, Torch.Formula formula, Object... operands) {
    Writing writing = new Writing(x, name);
    Costs.like(x);
    return writing.replaceBy(formula, Operands.of(name, operands));
  }

  private static TensorValue filled(TensorValue x, String name, Object value) {
    int[] shape = x.shape().toArray();
    DType dtype = x.dtype();
    Writing writing = new Writing(x, name);
    Costs.like(x);
    return writing.fillBy(
        t -> {
          Tensor number = t.get(0);
          Tensor plain = number.array().isNumber() ? plain(number, dtype) : number.to(dtype);
          return overwriting(t.getLast(), plain.expand(shape).copy());
        },
        Operands.of(name, value, x));
  }

  /// A number as a tensor of a dtype.
  private static Tensor plain(Tensor number, DType dtype) {
    NdArray array = NdArray.zeros(dtype, number.shape());
    if (dtype == DType.INT64) {
      array.buffer().setLong(0, number.array().getLong(0));
    } else {
      array.buffer().set(0, number.array().get(0));
    }
    return Tensor.of(array);
  }

  private static TensorValue copied(TensorValue x, TensorValue source) {
    int[] shape = x.shape().toArray();
    DType dtype = x.dtype();
    return written(
        x,
        "copy_",
        t -> overwriting(t.getLast(), t.get(0).to(dtype).expand(shape).copy()),
        source,
        x);
  }

  /// The new elements, with what they overwrite still in their history: it gets gradients of zero.
  private static Tensor overwriting(Tensor old, Tensor elements) {
    boolean hasHistory = old.node() != null && !old.isLeaf();
    return hasHistory ? elements.where(Tensor.full(DType.BOOL, 1), old) : elements;
  }
}
