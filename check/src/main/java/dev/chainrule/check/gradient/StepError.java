package dev.chainrule.check.gradient;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The error of a central difference over one step: a point of the U-shaped curve.
///
/// @param step how far the inputs were moved, along a direction of length 1
/// @param float32 the error of the difference computed in float32, in proportion to the derivative
/// @param float64 the same in float64
public record StepError(double step, double float32, double float64) {
  static List<StepError> sweep(
      GradCheck.Function function, List<Tensor> inputs, SplittableRandom random, double[] steps) {
    Subject subject = new Subject(function, inputs);
    double[] v = GradCheck.normals(random, subject.value().numel());
    List<double[]> u = new ArrayList<>();
    double squares = 0;
    for (int input : subject.wanted()) {
      double[] part = GradCheck.normals(random, subject.x(input).numel());
      squares += GradCheck.dot(part, part);
      u.add(part);
    }
    double length = Math.sqrt(squares);
    double exact = 0;
    List<double[]> products = subject.products(v);
    for (int n = 0; n < u.size(); n++) {
      for (int i = 0; i < u.get(n).length; i++) {
        u.get(n)[i] /= length;
      }
      exact += GradCheck.dot(products.get(n), u.get(n));
    }
    List<StepError> errors = new ArrayList<>();
    for (double step : steps) {
      double single = slope(function, inputs, u, v, step, DType.FLOAT32);
      double twice = slope(function, inputs, u, v, step, DType.FLOAT64);
      errors.add(
          new StepError(
              step,
              Math.abs(single - exact) / Math.abs(exact),
              Math.abs(twice - exact) / Math.abs(exact)));
    }
    return List.copyOf(errors);
  }

  private static double slope(
      GradCheck.Function function,
      List<Tensor> inputs,
      List<double[]> u,
      double[] v,
      double step,
      DType dtype) {
    double right = GradCheck.dot(v, at(function, inputs, u, step, dtype));
    double left = GradCheck.dot(v, at(function, inputs, u, -step, dtype));
    return (right - left) / (2 * step);
  }

  private static double[] at(
      GradCheck.Function function,
      List<Tensor> inputs,
      List<double[]> u,
      double step,
      DType dtype) {
    List<Tensor> moved = new ArrayList<>();
    int n = 0;
    for (Tensor input : inputs) {
      if (!input.dtype().isFloat()) {
        moved.add(input);
        continue;
      }
      double[] elements = input.toDoubleArray();
      for (int i = 0; i < elements.length; i++) {
        elements[i] += step * u.get(n)[i];
      }
      n++;
      NdArray array = NdArray.of(new Buffer.OfDouble(elements), input.shape());
      moved.add(Tensor.of(dtype == DType.FLOAT64 ? array : Copies.cast(array, dtype)));
    }
    return function.of(moved).array().toDoubles();
  }
}
