package dev.chainrule.bench;

import dev.chainrule.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A net of scalars, 2-16-16-1 with relu, on 100 points of two classes: hinge loss and the squares
/// of the parameters. The size that scalar engines are shown with since micrograd.
final class MoonsNet implements Job {
  private static final int[] SIZES = {2, 16, 16, 1};
  private static final double PENALTY = 1e-4;

  private final double[] points;
  private final double[] labels;
  private final List<Value> parameters = new ArrayList<>();

  /// @param task with the points \[n, 2\], their labels ±1 \[n\], and all parameters: for each
  ///   layer, for each neuron, its weights and its bias
  MoonsNet(Task task) {
    points = task.input("points").doubles();
    labels = task.input("labels").doubles();
    for (double parameter : task.input("parameters").doubles()) {
      parameters.add(Value.of(parameter));
    }
  }

  /// How many parameters there are.
  static int parameterCount() {
    int count = 0;
    for (int layer = 1; layer < SIZES.length; layer++) {
      count += SIZES[layer] * (SIZES[layer - 1] + 1);
    }
    return count;
  }

  /// How many results of operations the graph has; leaves are not counted.
  static int nodeCount(int points) {
    int forward = 0;
    for (int layer = 1; layer < SIZES.length; layer++) {
      boolean last = layer == SIZES.length - 1;
      forward += SIZES[layer] * (2 * SIZES[layer - 1] + (last ? 0 : 1));
    }
    int hinge = 4 * points;
    int penalty = 2 * parameterCount() - 1;
    return points * forward + hinge + penalty + 2;
  }

  @Override
  public List<double[]> answer() {
    double loss = forwardAndBackward();
    return List.of(
        new double[] {loss},
        Fingerprint.of(parameters.stream().mapToDouble(Value::grad).toArray()));
  }

  @Override
  public void run() {
    forwardAndBackward();
  }

  private double forwardAndBackward() {
    for (Value parameter : parameters) {
      parameter.zeroGrad();
    }
    Value loss = loss();
    loss.backward();
    return loss.data();
  }

  private Value loss() {
    Value total = null;
    for (int i = 0; i < labels.length; i++) {
      Value score = score(Value.of(points[2 * i]), Value.of(points[2 * i + 1]));
      Value hinge = score.mul(-labels[i]).add(1).relu();
      total = total == null ? hinge : total.add(hinge);
    }
    if (total == null) {
      throw new IllegalArgumentException("scalar: needs a point, has none");
    }
    Value squares = parameters.getFirst().mul(parameters.getFirst());
    for (Value parameter : parameters.subList(1, parameters.size())) {
      squares = squares.add(parameter.mul(parameter));
    }
    return total.mul(1.0 / labels.length).add(squares.mul(PENALTY));
  }

  private Value score(Value x, Value y) {
    Value[] layer = {x, y};
    int next = 0;
    for (int size : Arrays.copyOfRange(SIZES, 1, SIZES.length)) {
      boolean last = size == 1;
      Value[] outputs = new Value[size];
      for (int i = 0; i < size; i++) {
        Value sum = parameters.get(next + layer.length);
        for (int j = 0; j < layer.length; j++) {
          sum = sum.add(parameters.get(next + j).mul(layer[j]));
        }
        next += layer.length + 1;
        outputs[i] = last ? sum : sum.relu();
      }
      layer = outputs;
    }
    return layer[0];
  }
}
