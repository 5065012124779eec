package dev.chainrule.nn.init;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;

/// How the elements of a new parameter are drawn. With the same generator they are those that the
/// function of `torch.nn.init` of the same name draws.
///
/// Kaiming's and Xavier's variance follows from the size of a weight \[out, in, …\], so that what
/// passes through a deep chain of layers neither grows nor shrinks: the variance of a sum of n
/// products is n times that of one.
@FunctionalInterface
public interface Initial {
  /// A tensor of a float dtype, drawn from `generator`.
  Tensor draw(DType dtype, Generator generator, int... shape);

  /// Overwrites all elements of `target`.
  default void fill(Tensor target, Generator generator) {
    target.copyInPlace(draw(target.dtype(), generator, target.shape().toArray()));
  }

  /// The same number everywhere; nothing is drawn.
  static Initial constant(double value) {
    return (dtype, generator, shape) -> Tensor.full(dtype, value, shape);
  }

  /// Evenly from `low` to `high`.
  static Initial uniform(double low, double high) {
    if (!(low <= high && high - low < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "uniform: the bounds must be finite, low not above high; got low %s and high %s; swap them"
              .formatted(low, high));
    }
    return (dtype, generator, shape) -> {
      int n = Shape.of(shape).numel();
      return isDouble(dtype)
          ? shaped(Tensor.of(generator.uniformDouble(low, high, n)), shape)
          : shaped(Tensor.of(generator.uniform((float) low, (float) high, n)), shape);
    };
  }

  /// From the normal distribution with this mean and standard deviation.
  static Initial normal(double mean, double deviation) {
    if (!(deviation >= 0)) {
      throw new IllegalArgumentException(
          "normal: the standard deviation must not be negative; got %s; pass 0 or more"
              .formatted(deviation));
    }
    return (dtype, generator, shape) -> {
      int n = Shape.of(shape).numel();
      Tensor drawn =
          isDouble(dtype) ? Tensor.of(generator.randnDouble(n)) : Tensor.of(generator.randn(n));
      Tensor scaled = deviation == 1 ? drawn : drawn.mul(deviation);
      return shaped(mean == 0 ? scaled : scaled.add(mean), shape);
    };
  }

  /// Kaiming He's, normal: standard deviation gain/√fan (He, Zhang, Ren & Sun 2015, "Delving deep
  /// into rectifiers", section 2.2). With [Gain#RELU] it is theirs.
  static Initial kaimingNormal(Fan fan, double gain) {
    return (dtype, generator, shape) ->
        normal(0, kaiming(fan, gain, shape)).draw(dtype, generator, shape);
  }

  /// Kaiming He's, uniform: the same deviation gain/√fan, so bounds of ±√3 times that.
  static Initial kaimingUniform(Fan fan, double gain) {
    return (dtype, generator, shape) ->
        even(kaiming(fan, gain, shape)).draw(dtype, generator, shape);
  }

  /// Xavier Glorot's, normal: variance gain²·2/(fan in + fan out), between what the forward and
  /// what the backward pass ask for (Glorot & Bengio 2010, "Understanding the difficulty of
  /// training deep feedforward neural networks", equation 12).
  static Initial xavierNormal(double gain) {
    return (dtype, generator, shape) ->
        normal(0, xavier(gain, shape)).draw(dtype, generator, shape);
  }

  /// Xavier Glorot's, uniform (Glorot & Bengio 2010, equation 16).
  static Initial xavierUniform(double gain) {
    return (dtype, generator, shape) -> even(xavier(gain, shape)).draw(dtype, generator, shape);
  }

  /// Evenly with mean 0 and this standard deviation.
  private static Initial even(double deviation) {
    double bound = Math.sqrt(3) * deviation;
    return uniform(-bound, bound);
  }

  private static double kaiming(Fan fan, double gain, int... shape) {
    return gain / Math.sqrt(Math.max(1, fan.of(Shape.of(shape))));
  }

  private static double xavier(double gain, int... shape) {
    Shape weight = Shape.of(shape);
    return gain * Math.sqrt(2.0 / Math.max(1, Fan.IN.of(weight) + Fan.OUT.of(weight)));
  }

  private static Tensor shaped(Tensor drawn, int... shape) {
    return drawn.view(shape);
  }

  private static boolean isDouble(DType dtype) {
    if (!dtype.isFloat()) {
      throw new ShapeException(
          "init", "parameters are floats; given %s; use FLOAT32 or FLOAT64".formatted(dtype));
    }
    return dtype == DType.FLOAT64;
  }
}
