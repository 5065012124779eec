package dev.chainrule.op.fused;

import static dev.chainrule.kernel.Primitive.ADD;
import static dev.chainrule.kernel.Primitive.MUL;
import static dev.chainrule.kernel.Primitive.SUB;

import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Program;
import org.jspecify.annotations.Nullable;

/// What [Normalize] computes for each element, in loops of its own. Null where the kernels compute
/// functions one by one only.
final class NormalizeLoops {
  /// From x, its mean, 1/√(var + eps), weight and bias.
  static final @Nullable Loop VALUE = value();

  /// A gradient times x̂, from the gradient, x, its mean and 1/√(var + eps).
  static final @Nullable Loop ALONG = along();

  /// From the gradient times the weight, x, its mean, 1/√(var + eps), the mean of the gradient, and
  /// Σ(g·x̂)/(N − correction).
  static final @Nullable Loop GRADIENT = gradient();

  private NormalizeLoops() {}

  private static int normalized(Program.Builder program, int x) {
    int deviation = program.apply(SUB, program.operand(x), program.operand(x + 1));
    return program.apply(MUL, deviation, program.operand(x + 2));
  }

  private static @Nullable Loop value() {
    Program.Builder program = new Program.Builder();
    int weighted = program.apply(MUL, normalized(program, 0), program.operand(3));
    program.apply(ADD, weighted, program.operand(4));
    return Kernels.active().prepare(program.build());
  }

  private static @Nullable Loop along() {
    Program.Builder program = new Program.Builder();
    program.apply(MUL, program.operand(0), normalized(program, 1));
    return Kernels.active().prepare(program.build());
  }

  private static @Nullable Loop gradient() {
    Program.Builder program = new Program.Builder();
    int centred = program.apply(SUB, program.operand(0), program.operand(4));
    int along = program.apply(MUL, normalized(program, 1), program.operand(5));
    program.apply(MUL, program.operand(3), program.apply(SUB, centred, along));
    return Kernels.active().prepare(program.build());
  }
}
