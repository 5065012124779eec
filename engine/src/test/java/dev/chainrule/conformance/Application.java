package dev.chainrule.conformance;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Example;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// An operation applied to inputs, differentiated in each way that the engine offers: the scalar
/// ⟨w, f(x)⟩ with fixed random weights w, and the scalar ⟨∇, v⟩ of its gradient with fixed random
/// directions v.
final class Application {
  private final Operation operation;
  private final Function<List<Tensor>, Tensor> function;
  private final List<NdArray> x;
  private final NdArray weights;
  private final List<NdArray> directions;

  private Application(
      Operation operation,
      Function<List<Tensor>, Tensor> function,
      List<NdArray> x,
      NdArray weights,
      List<NdArray> directions) {
    this.operation = operation;
    this.function = function;
    this.x = x;
    this.weights = weights;
    this.directions = directions;
  }

  static Application of(Example example, DType floats, long seed) {
    Draws draws = new Draws(seed);
    return of(example.operation(), draws.inputs(example, floats), draws);
  }

  static Application of(Operation operation, List<NdArray> x, Draws draws) {
    NdArray y = operation.forward(x);
    DType dtype = y.dtype().isFloat() ? y.dtype() : DType.FLOAT64;
    return new Application(
        operation,
        inputs -> Tensor.apply(operation, inputs.toArray(Tensor[]::new)),
        x,
        draws.directions(dtype, y.shape()),
        x.stream()
            .map(in -> in.dtype().isFloat() ? draws.directions(in.dtype(), in.shape()) : in)
            .toList());
  }

  /// The same inputs, weights and directions with another function that should be the same.
  Application computedBy(Function<List<Tensor>, Tensor> other) {
    return new Application(operation, other, x, weights, directions);
  }

  /// The same weights and directions at other inputs.
  Application at(List<NdArray> inputs) {
    return new Application(operation, function, inputs, weights, directions);
  }

  List<NdArray> x() {
    return x;
  }

  /// The inputs that have a gradient.
  List<Integer> wanted() {
    return IntStream.range(0, x.size())
        .filter(i -> operation.differentiable(i) && x.get(i).dtype().isFloat())
        .boxed()
        .toList();
  }

  /// f(x), recorded.
  Tensor value() {
    return function.apply(leaves());
  }

  /// ⟨w, f(x)⟩.
  double scalar() {
    return dot(weights, value().array());
  }

  /// The gradients of [#scalar], read as numbers.
  List<NdArray> gradients() {
    return gradients(false);
  }

  /// The gradients of [#scalar], read as recorded numbers.
  List<NdArray> recordedGradients() {
    return gradients(true);
  }

  private List<NdArray> gradients(boolean createGraph) {
    List<Tensor> leaves = leaves();
    Tensor y = function.apply(leaves);
    return y.requiresGrad()
        ? arrays(Gradients.of(y, Tensor.of(weights), picked(leaves), createGraph))
        : List.of();
  }

  /// ⟨∇, v⟩.
  double scalarOfGradients() {
    List<NdArray> gradients = gradients();
    double sum = 0;
    for (int k = 0; k < gradients.size(); k++) {
      sum += dot(gradients.get(k), directions.get(wanted().get(k)));
    }
    return sum;
  }

  /// The gradients of [#scalarOfGradients], through the recorded reading.
  List<NdArray> secondGradients() {
    List<Tensor> leaves = leaves();
    Tensor along = along(leaves, Tensor.of(weights));
    return along.requiresGrad()
        ? arrays(Gradients.of(along, picked(leaves)))
        : picked(leaves).stream().map(in -> NdArray.zeros(in.dtype(), in.shape())).toList();
  }

  /// The derivative of f along v, from the gradient of [#scalarOfGradients] with respect to w.
  NdArray forwardDerivative() {
    Tensor w = Tensor.of(weights).requiresGrad(true);
    Tensor along = along(leaves(), w);
    return along.requiresGrad()
        ? Gradients.of(along, List.of(w)).getFirst().array()
        : NdArray.zeros(weights.dtype(), weights.shape());
  }

  private Tensor along(List<Tensor> leaves, Tensor gradOutput) {
    Tensor sum = Tensor.full(weights.dtype(), 0);
    Tensor y = function.apply(leaves);
    if (!y.requiresGrad()) {
      return sum;
    }
    List<Tensor> gradients = Gradients.of(y, gradOutput, picked(leaves), true);
    for (int k = 0; k < gradients.size(); k++) {
      sum = sum.add(gradients.get(k).mul(Tensor.of(directions.get(wanted().get(k)))).sum());
    }
    return sum;
  }

  /// The inputs moved by `step` along v.
  List<NdArray> moved(double step) {
    List<NdArray> moved = new ArrayList<>(x);
    for (int i : wanted()) {
      NdArray to = NdArray.zeros(x.get(i).dtype(), x.get(i).shape());
      for (int e = 0; e < to.numel(); e++) {
        to.buffer().set(e, x.get(i).get(e) + step * directions.get(i).get(e));
      }
      moved.set(i, to);
    }
    return moved;
  }

  private List<Tensor> leaves() {
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      leaves.add(Tensor.of(x.get(i)).requiresGrad(wanted().contains(i)));
    }
    return leaves;
  }

  private List<Tensor> picked(List<Tensor> leaves) {
    return wanted().stream().map(leaves::get).toList();
  }

  private static List<NdArray> arrays(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::array).toList();
  }

  private static double dot(NdArray a, NdArray b) {
    double[] left = a.toDoubles();
    double[] right = b.toDoubles();
    Arrays.setAll(left, i -> left[i] * right[i]);
    return Arrays.stream(left).sum();
  }
}
