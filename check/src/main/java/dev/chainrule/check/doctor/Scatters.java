package dev.chainrule.check.doctor;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexSelect;
import dev.chainrule.op.index.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Elements that were read by an index, some of them several times: their gradients add up.
final class Scatters {
  private Scatters() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      if (edge.input() != 0 || !gathers(by.operation())) {
        continue;
      }
      String where = scene.at(by);
      found.accept(
          scene.hypothesis(
              "scatter-overwrites",
              "%s reads some elements several times; only the gradient of the last reading is kept"
                  .formatted(where),
              edge,
              (place, input, g) -> placed(place, g, true)));
      found.accept(
          scene.hypothesis(
              "scatter-overwrites",
              "%s reads some elements several times; only the gradient of the first reading is kept"
                  .formatted(where),
              edge,
              (place, input, g) -> placed(place, g, false)));
      found.accept(
          scene.hypothesis(
              "mask-not-applied",
              "%s reads one element of a row; the gradient is given to all of them"
                  .formatted(where),
              edge,
              (place, input, g) -> filled(place, g)));
      found.accept(
          scene.hypothesis(
              "scatter-averaged",
              "%s reads some elements several times; their gradients are averaged, where they add up"
                  .formatted(where),
              edge,
              (place, input, g) -> averaged(place, g)));
    }
  }

  /// The gradient of what was read given to the whole row that it was read from.
  private static NdArray filled(Place by, NdArray gradOutput) {
    NdArray in = by.inputs().get(0);
    int columns = in.shape().rank() == 0 ? 1 : in.shape().size(-1);
    double[] filled = new double[in.numel()];
    int[] origins = origins(by);
    for (int i = 0; i < origins.length; i++) {
      int row = origins[i] / columns * columns;
      for (int c = row; c < row + columns; c++) {
        filled[c] = gradOutput.get(i);
      }
    }
    return NdArray.of(new Buffer.OfDouble(filled), in.shape());
  }

  static boolean gathers(Operation operation) {
    return operation instanceof IndexSelect
        || operation instanceof Embedding
        || operation instanceof Take
        || operation instanceof Gather;
  }

  /// For each element of the output, row-major, the position that it was read from.
  static int[] origins(Place by) {
    NdArray in = by.inputs().get(0);
    double[] positions = new double[in.numel()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    List<NdArray> inputs = new ArrayList<>(by.inputs());
    inputs.set(0, NdArray.of(new Buffer.OfDouble(positions), in.shape()));
    NdArray read = by.operation().forward(inputs);
    int[] origins = new int[read.numel()];
    for (int i = 0; i < origins.length; i++) {
      origins[i] = (int) read.get(i);
    }
    return origins;
  }

  private static NdArray placed(Place by, NdArray gradOutput, boolean lastWins) {
    NdArray in = by.inputs().get(0);
    double[] placed = new double[in.numel()];
    boolean[] isTaken = new boolean[in.numel()];
    int[] origins = origins(by);
    for (int i = 0; i < origins.length; i++) {
      if (lastWins || !isTaken[origins[i]]) {
        placed[origins[i]] = gradOutput.get(i);
        isTaken[origins[i]] = true;
      }
    }
    return NdArray.of(new Buffer.OfDouble(placed), in.shape());
  }

  private static NdArray averaged(Place by, NdArray gradOutput) {
    NdArray sum = Slice.right(by, 0, gradOutput);
    double[] counts = new double[sum.numel()];
    for (int origin : origins(by)) {
      counts[origin]++;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(1, counts[i]);
    }
    NdArray divisor = NdArray.of(new Buffer.OfDouble(counts), sum.shape());
    return Numbers.INSTANCE.div(sum, divisor);
  }
}
