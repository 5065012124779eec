package dev.chainrule.check.gradient;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.notes.Entries;
import dev.chainrule.op.Copies;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A function at a point: its values nearby, and what the engine says its derivatives are.
final class Subject {
  private final GradCheck.Function function;
  private final List<NdArray> x;
  private final NdArray value;

  Subject(GradCheck.Function function, List<Tensor> inputs) {
    this.function = function;
    this.x = inputs.stream().map(Tensor::array).toList();
    for (int i = 0; i < x.size(); i++) {
      DType dtype = x.get(i).dtype();
      if (dtype.isFloat() && dtype != DType.FLOAT64) {
        throw new IllegalArgumentException(
            "gradCheck: inputs must be float64, where rounding is smaller than the tolerance; input %d is %s; call to(DType.FLOAT64)"
                .formatted(i, dtype));
      }
    }
    this.value = at(x);
  }

  /// The numbers of the inputs that have a gradient.
  List<Integer> wanted() {
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (x.get(i).dtype().isFloat()) {
        wanted.add(i);
      }
    }
    return wanted;
  }

  NdArray x(int input) {
    return x.get(input);
  }

  NdArray value() {
    return value;
  }

  private NdArray at(List<NdArray> inputs) {
    Tensor y = function.of(inputs.stream().map(Tensor::of).toList());
    if (!y.dtype().isFloat()) {
      throw new IllegalArgumentException(
          "gradCheck: the function must give floats; it gives %s, which has no gradient"
              .formatted(y.dtype()));
    }
    return y.array();
  }

  /// The function's elements with input number `input` moved by `step` times `direction`.
  double[] moved(int input, double[] direction, double step) {
    NdArray copy = Copies.copy(x.get(input));
    for (int i = 0; i < direction.length; i++) {
      if (direction[i] != 0) {
        copy.buffer().set(i, copy.get(i) + step * direction[i]);
      }
    }
    List<NdArray> inputs = new ArrayList<>(x);
    inputs.set(input, copy);
    return at(inputs).toDoubles();
  }

  /// Derivatives of all outputs.
  ///
  /// @param gaps how much steeper each is to the right than to the left
  @SuppressWarnings("ArrayRecordComponent") // made and read in one place, and never compared
  record Slopes(double[] central, double[] gaps) {}

  /// The derivatives of all outputs along `direction`, from four points: the error is of the order
  /// of step⁴, and of rounding over the step.
  Slopes slopes(int input, double[] direction, double step) {
    double[] right = moved(input, direction, step);
    double[] left = moved(input, direction, -step);
    double[] farRight = moved(input, direction, 2 * step);
    double[] farLeft = moved(input, direction, -2 * step);
    double[] central = new double[right.length];
    double[] gaps = new double[right.length];
    for (int k = 0; k < central.length; k++) {
      central[k] = (8 * (right[k] - left[k]) - (farRight[k] - farLeft[k])) / (12 * step);
      gaps[k] = (right[k] - 2 * value.get(k) + left[k]) / step;
    }
    return new Slopes(central, gaps);
  }

  /// The inputs as leaves, those of floats with a gradient.
  List<Tensor> leaves() {
    return x.stream().map(array -> Tensor.of(array).requiresGrad(array.dtype().isFloat())).toList();
  }

  /// For each output the derivatives by each wanted input.
  List<List<double[]>> jacobian() {
    List<List<double[]>> rows = new ArrayList<>();
    for (int k = 0; k < value.numel(); k++) {
      rows.add(products(oneHot(value.numel(), k)));
    }
    return rows;
  }

  /// The vector-Jacobian product with `gradOutput`, for each wanted input.
  List<double[]> products(double[] gradOutput) {
    List<Tensor> leaves = leaves();
    List<Tensor> picked = wanted().stream().map(leaves::get).toList();
    Tensor y = function.of(leaves);
    if (!y.requiresGrad()) {
      return picked.stream().map(leaf -> new double[leaf.numel()]).toList();
    }
    NdArray seed = NdArray.zeros(y.dtype(), y.shape());
    for (int k = 0; k < gradOutput.length; k++) {
      seed.buffer().set(k, gradOutput[k]);
    }
    return Gradients.of(y, Tensor.of(seed), picked, false).stream()
        .map(gradient -> gradient.array().toDoubles())
        .toList();
  }

  static double[] oneHot(int size, int at) {
    double[] direction = new double[size];
    direction[at] = 1;
    return direction;
  }

  static List<Integer> index(Shape shape, int entry) {
    return Arrays.stream(Entries.indices(shape, entry)).boxed().toList();
  }
}
