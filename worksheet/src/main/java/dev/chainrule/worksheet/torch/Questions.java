package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;

/// Functions of `torch` that compare whole tensors, and `no_grad`.
final class Questions {
  static final String[] FUNCTIONS = {
    "allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)",
    "equal(input, other)",
    "is_tensor(obj)",
    "no_grad()",
  };

  private Questions() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "allclose" -> allClose(call);
      case "equal" -> equal(call);
      case "is_tensor" -> call.value("obj") instanceof TensorValue;
      case "no_grad" -> new NoGrad(call.torch());
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// |input − other| ≤ atol + rtol·|other| everywhere.
  private static boolean allClose(Call call) {
    TensorValue input = call.input();
    TensorValue other = call.tensor("other");
    call.requireOneDtype(input, other);
    Operands operands = Operands.of("allclose", input, other);
    Costs.broadcast(call.torch(), operands);
    Tensor left = operands.tensors().get(0).detach();
    Tensor right = operands.tensors().get(1).detach();
    double atol = call.number("atol");
    double rtol = call.number("rtol");
    Tensor apart = left.sub(right).abs();
    Tensor bound = right.abs().mul(rtol).add(atol);
    Tensor close = left.eq(right).logicalOr(apart.le(bound).logicalAnd(apart.isFinite()));
    if (call.flag("equal_nan")) {
      close = close.logicalOr(left.isNan().logicalAnd(right.isNan()));
    }
    boolean own = close.all().toBooleanArray()[0];
    return operands.haveFloats() ? call.torch().run().decisions().decide(own) : own;
  }

  private static boolean equal(Call call) {
    NdArray left = call.input().tensor().array();
    NdArray right = call.tensor("other").tensor().array();
    Costs.like(call.input());
    boolean own = left.shape().equals(right.shape());
    for (int i = 0; own && i < left.numel(); i++) {
      own = left.get(i) == right.get(i) && left.getLong(i) == right.getLong(i);
    }
    return left.dtype().isFloat() ? call.torch().run().decisions().decide(own) : own;
  }
}
