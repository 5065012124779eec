package dev.chainrule.kernel.vector;

import static java.util.Objects.requireNonNull;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Strided;
import org.jspecify.annotations.Nullable;

/// A program as loops over vectors, for operands of one float type.
final class VectorLoop implements Loop {
  /// More would make too many combinations of steps.
  private static final int MAX_OPERANDS = 10;

  private final Kernels kernels;
  private final Workers workers;
  private final @Nullable FloatRunner floats;
  private final @Nullable DoubleRunner doubles;

  VectorLoop(Kernels kernels, Workers workers, Program program) {
    this.kernels = kernels;
    this.workers = workers;
    boolean fits = program.operands() <= MAX_OPERANDS;
    floats = fits && Lanes.FLOAT.canRun(program) ? new FloatRunner(program) : null;
    doubles = fits && Lanes.DOUBLE.canRun(program) ? new DoubleRunner(program) : null;
  }

  @Override
  public boolean run(int[] sizes, Strided[] operands, Buffer... out) {
    DType dtype = out[0].dtype();
    if (!(dtype == DType.FLOAT32 ? floats != null : dtype == DType.FLOAT64 && doubles != null)) {
      return false;
    }
    for (Strided operand : operands) {
      if (operand.buffer().dtype() != dtype) {
        return false;
      }
    }
    if (out[0].length() == 0) {
      return true;
    }
    Strided[] regular = operands;
    Arrangement arrangement = Arrangement.of(sizes, regular);
    while (arrangement.irregular >= 0) {
      regular = regular == operands ? operands.clone() : regular;
      regular[arrangement.irregular] = rowMajor(sizes, regular[arrangement.irregular]);
      arrangement = Arrangement.of(sizes, regular);
    }
    if (dtype == DType.FLOAT32) {
      requireNonNull(floats).run(workers, arrangement, regular, out);
    } else {
      requireNonNull(doubles).run(workers, arrangement, regular, out);
    }
    return true;
  }

  private Strided rowMajor(int[] sizes, Strided operand) {
    int numel = 1;
    for (int size : sizes) {
      numel *= size;
    }
    Buffer copy = Buffer.allocate(operand.buffer().dtype(), numel);
    Strided target = Strided.rowMajor(copy, sizes);
    kernels.copy(sizes, operand, target);
    return target;
  }
}
