package dev.chainrule.expr;

import dev.chainrule.array.NdArray;
import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import java.util.List;

/// Rules read as symbols, lightly simplified.
///
/// Only what holds for all numbers, infinities and NaN included, is simplified: 1·x, x + 0, −(−x),
/// a choice with a constant condition, and arithmetic among constants.
public final class Symbols implements TensorAlgebra<Expr> {
  public static final Symbols INSTANCE = new Symbols();

  private static final Constant ZERO = new Constant(0);
  private static final Constant ONE = new Constant(1);

  private Symbols() {}

  @Override
  public Expr constant(double value) {
    return new Constant(value);
  }

  @Override
  public Expr apply(Operation operation, List<Expr> inputs) {
    if (operation instanceof Elementwise && inputs.stream().allMatch(Constant.class::isInstance)) {
      List<NdArray> values =
          inputs.stream().map(c -> NdArray.number(((Constant) c).value())).toList();
      return new Constant(Numbers.INSTANCE.apply(operation, values).get(0));
    }
    if (operation.equals(Ops.MUL)) {
      if (inputs.get(0).equals(ONE)) {
        return inputs.get(1);
      }
      if (inputs.get(1).equals(ONE)) {
        return inputs.get(0);
      }
    }
    if (operation.equals(Ops.ADD) && inputs.get(1).equals(ZERO)) {
      return inputs.get(0);
    }
    if (operation.equals(Ops.NEG)
        && inputs.get(0) instanceof Apply inner
        && inner.operation().equals(Ops.NEG)) {
      return inner.inputs().get(0);
    }
    if (operation.equals(Ops.WHERE) && inputs.get(0) instanceof Constant condition) {
      return inputs.get(condition.value() != 0 ? 1 : 2);
    }
    return new Apply(operation, List.copyOf(inputs));
  }
}
