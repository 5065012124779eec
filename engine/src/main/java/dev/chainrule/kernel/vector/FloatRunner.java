package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Strided;

/// Runs one program over floats, with a loop compiled for each way in which operands step.
final class FloatRunner {
  /// Loops of fewer elements times steps are not worth a second thread: one alone takes some 40 µs
  /// for this many of the cheapest.
  private static final long WORTH_THREADS = 3L << 17;

  /// The steps of the shortest loops: functions of one element take longer than their number says.
  private static final int FEWEST_STEPS = 3;

  /// Threads share the elements of a row in pieces of this size.
  private static final int PIECE = 64;

  private final Program program;

  /// By [Arrangement#steps]. Two threads may compile the same loop; either serves.
  private final FloatLoop[] loops;

  FloatRunner(Program program) {
    this.program = program;
    loops = new FloatLoop[1 << program.operands()];
  }

  void run(Workers workers, Arrangement arrangement, Strided[] operands, Buffer... out) {
    FloatLoop loop = loops[arrangement.steps];
    if (loop == null) {
      loop = LoopCompiler.compile(program, Lanes.FLOAT, arrangement.steps, FloatLoop.class);
      loops[arrangement.steps] = loop;
    }
    float[][] x = new float[operands.length + out.length - 1][];
    for (int i = 0; i < x.length; i++) {
      int more = i - operands.length;
      x[i] = array(more < 0 ? operands[i].buffer() : out[more + 1]);
    }
    float[] first = array(out[0]);
    int rows = arrangement.rows;
    int columns = arrangement.columns;
    long work = (long) rows * columns * Math.max(FEWEST_STEPS, program.steps().size());
    boolean isShared = workers.count() > 1 && work >= WORTH_THREADS;
    int outAt = 0;
    do {
      if (isShared) {
        share(workers, loop, x, arrangement, first, outAt);
      } else {
        loop.run(x, arrangement.at, arrangement.rowSteps, first, outAt, rows, columns);
      }
      outAt += rows * columns;
    } while (arrangement.advance());
  }

  private static float[] array(Buffer buffer) {
    return ((Buffer.OfFloat) buffer).array();
  }

  /// One block of rows, of which each thread computes some; or, of a single row, some elements.
  private static void share(
      Workers workers, FloatLoop loop, float[][] x, Arrangement block, float[] out, int outAt) {
    int columns = block.columns;
    if (block.rows == 1) {
      workers.split(
          columns,
          PIECE,
          (from, to) ->
              loop.run(x, block.at(0, from), block.rowSteps, out, outAt + from, 1, to - from));
    } else {
      workers.split(
          block.rows,
          1,
          (from, to) ->
              loop.run(
                  x,
                  block.at(from, 0),
                  block.rowSteps,
                  out,
                  outAt + from * columns,
                  to - from,
                  columns));
    }
  }
}
