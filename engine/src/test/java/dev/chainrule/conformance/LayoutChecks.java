package dev.chainrule.conformance;

import static dev.chainrule.conformance.GradientChecks.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Example;
import dev.chainrule.op.Operation;
import dev.chainrule.op.elementwise.To;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Shapes, strides, dtypes and special values.
final class LayoutChecks {
  private LayoutChecks() {}

  /// Strides and offsets do not change a bit of value or gradients.
  static void layout(Example example, Layouts layout, long seed) {
    Draws draws = new Draws(seed);
    List<NdArray> laidOut = layout.of(draws.inputs(example, DType.FLOAT64));
    Application strided = Application.of(example.operation(), laidOut, draws);
    assertSame(strided, strided.at(laidOut.stream().map(Copies::copy).toList()));
  }

  /// Inputs of other shapes give what their expanded copies give, and gradients of their own shape.
  static void broadcast(Example example, List<Shape> shapes, long seed) {
    Draws draws = new Draws(seed);
    Application application =
        Application.of(example.operation(), draw(example, shapes, draws), draws);
    Shape all = Broadcast.shape("test", shapes);
    List<NdArray> expanded = application.x().stream().map(x -> Copies.copy(x.expand(all))).toList();
    assertSameBits("value", application.value().array(), application.at(expanded).value().array());
    GradientChecks.first(application);
    GradientChecks.second(application);
  }

  /// No elements in, no elements out, and gradients without elements.
  static void empty(Example example, List<Shape> shapes) {
    Draws draws = new Draws(0);
    Application application =
        Application.of(example.operation(), draw(example, shapes, draws), draws);
    assertThat(application.value().shape()).isEqualTo(Broadcast.shape("test", shapes));
    gradientsFit(application);
  }

  /// With every size that equals `size` replaced by 0, the operation works, gradients included, or
  /// refuses by its name.
  static void emptied(Example example, int size, long seed) {
    Draws draws = new Draws(seed);
    List<Shape> shapes = new ArrayList<>();
    for (Example.Input input : example.inputs()) {
      int[] sizes = input.shape().toArray();
      shapes.add(Shape.of(Arrays.stream(sizes).map(s -> s == size ? 0 : s).toArray()));
    }
    List<NdArray> x = draw(example, shapes, draws);
    try {
      example.operation().forward(x);
    } catch (ShapeException refusal) {
      assertThat(refusal.operation()).isEqualTo(example.operation().name());
      return;
    }
    gradientsFit(Application.of(example.operation(), x, draws));
  }

  /// float32 in gives float32 out, close to what float64 gives.
  static void float32(Example example, long seed) {
    Application narrow = Application.of(example, DType.FLOAT32, seed);
    Application wide =
        narrow.at(
            narrow.x().stream()
                .map(x -> x.dtype().isFloat() ? Copies.cast(x, DType.FLOAT64) : x)
                .toList());
    NdArray value = wide.value().array();
    boolean narrows =
        value.dtype().isFloat() && !value.isNumber() && !(example.operation() instanceof To);
    assertThat(narrow.value().dtype()).isEqualTo(narrows ? DType.FLOAT32 : value.dtype());
    assertClose(narrow.value().array(), wide.value().array());
    gradientsFit(narrow);
    List<NdArray> gradients = narrow.gradients();
    for (int k = 0; k < gradients.size(); k++) {
      assertClose(gradients.get(k), wide.gradients().get(k));
    }
  }

  /// NaN in one input reaches the output, unless the elements of that input are not read.
  static void nan(Example example, int input, long seed) {
    Operation operation = example.operation();
    List<NdArray> x = new ArrayList<>(new Draws(seed).inputs(example, DType.FLOAT64));
    x.set(input, NdArray.full(DType.FLOAT64, x.get(input).shape(), Double.NaN));
    double[] y = operation.forward(x).toDoubles();
    boolean some = Arrays.stream(y).anyMatch(Double::isNaN);
    assertThat(some).as(Arrays.toString(y)).isEqualTo(operation.readsElements(input));
  }

  private static List<NdArray> draw(Example example, List<Shape> shapes, Draws draws) {
    List<NdArray> x = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      x.add(draws.draw(example.inputs().get(i), shapes.get(i), DType.FLOAT64));
    }
    return x;
  }

  private static void gradientsFit(Application application) {
    List<NdArray> gradients = application.gradients();
    for (int k = 0; k < gradients.size(); k++) {
      NdArray x = application.x().get(application.wanted().get(k));
      assertThat(gradients.get(k).shape()).isEqualTo(x.shape());
      assertThat(gradients.get(k).dtype()).isEqualTo(x.dtype());
    }
  }

  private static void assertSame(Application a, Application b) {
    assertSameBits("value", a.value().array(), b.value().array());
    for (int k = 0; k < a.gradients().size(); k++) {
      assertSameBits("gradient " + k, a.gradients().get(k), b.gradients().get(k));
    }
  }

  private static void assertClose(NdArray narrow, NdArray wide) {
    double[] expected = wide.toDoubles();
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(narrow.get(i) - expected[i])).isLessThanOrEqualTo(2e-6 * scale);
    }
  }
}
