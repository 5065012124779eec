package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Strided;

/// Runs one program over floats, with a loop compiled for each way in which operands step.
final class FloatRunner {
  private final Program program;

  /// By [Arrangement#steps]. Two threads may compile the same loop; either serves.
  private final FloatLoop[] loops;

  FloatRunner(Program program) {
    this.program = program;
    loops = new FloatLoop[1 << program.operands()];
  }

  void run(Arrangement arrangement, Strided[] operands, Buffer.OfFloat out) {
    FloatLoop loop = loops[arrangement.steps];
    if (loop == null) {
      loop = LoopCompiler.compile(program, Lanes.FLOAT, arrangement.steps, FloatLoop.class);
      loops[arrangement.steps] = loop;
    }
    float[][] x = new float[operands.length][];
    for (int i = 0; i < x.length; i++) {
      x[i] = ((Buffer.OfFloat) operands[i].buffer()).array();
    }
    int rows = arrangement.rows;
    int columns = arrangement.columns;
    int outAt = 0;
    do {
      loop.run(x, arrangement.at, arrangement.rowSteps, out.array(), outAt, rows, columns);
      outAt += rows * columns;
    } while (arrangement.advance());
  }
}
