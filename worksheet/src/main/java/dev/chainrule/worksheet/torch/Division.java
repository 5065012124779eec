package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.op.Algebra;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Promotion;
import dev.chainrule.worksheet.WorksheetException;

/// Division that rounds down, and what it leaves.
final class Division {
  private static final FloorDivide FLOOR_DIVIDE = new FloorDivide();
  private static final Remainder REMAINDER = new Remainder();

  private Division() {}

  /// ⌊a / b⌋: discrete, so of floats it is decided for both runs.
  static Tensor floor(Torch torch, Tensor a, Tensor b, Operands operands) {
    Tensor quotient = Tensor.apply(FLOOR_DIVIDE, a, b).detach();
    return operands.haveFloats()
        ? torch.run().decisions().decide(quotient).to(quotient.dtype())
        : quotient;
  }

  /// a − ⌊a / b⌋·b.
  static Tensor remainder(Torch torch, Tensor a, Tensor b, Operands operands) {
    Tensor own = Tensor.apply(FLOOR_DIVIDE, a, b).detach();
    Tensor decided = floor(torch, a, b, operands);
    boolean isOwn = !own.dtype().isFloat() || !own.ne(decided).any().toBooleanArray()[0];
    return isOwn ? Tensor.apply(REMAINDER, a, b) : a.sub(decided.mul(b));
  }

  /// y = ⌊a / b⌋; it has no gradient.
  record FloorDivide() implements Binary {
    @Override
    public String name() {
      return "floor_divide";
    }

    @Override
    public Promotion promotion() {
      return Promotion.ARITHMETIC;
    }

    @Override
    public double at(double a, double b) {
      return Math.floor(a / b);
    }

    @Override
    public long atLong(long a, long b) {
      requireDivisor(name(), b);
      return Math.floorDiv(a, b);
    }

    @Override
    public boolean differentiable(int input) {
      return false;
    }

    @Override
    public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
      return in.constant(0);
    }
  }

  /// y = a − ⌊a / b⌋·b, with the sign of b. ∂y/∂a = 1, ∂y/∂b = −⌊a / b⌋.
  record Remainder() implements Binary {
    @Override
    public String name() {
      return "remainder";
    }

    @Override
    public double at(double a, double b) {
      double rest = a % b;
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }

    @Override
    public long atLong(long a, long b) {
      requireDivisor(name(), b);
      return Math.floorMod(a, b);
    }

    @Override
    public <T> T pullback(Algebra<T> in, int input, T a, T b, T y, T gradOutput) {
      return input == 0 ? gradOutput : in.neg(in.mul(gradOutput, in.div(in.sub(a, y), b)));
    }
  }

  private static void requireDivisor(String operation, long b) {
    if (b == 0) {
      throw new WorksheetException(
          operation + ": an integer cannot be divided by zero; make one of them a float");
    }
  }
}
