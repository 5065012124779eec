package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The products of matrices that fit, and are not the one that belongs.
final class Products {
  private Products() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      if (by.operation() instanceof Matmul matmul) {
        transposed(scene, edge, by, matmul, found);
        operands(scene, edge, by, matmul, found);
      }
    }
  }

  /// With the right operand and gradient, in every order and transposed every way.
  private static void transposed(
      Scene scene, Edge edge, Place by, Matmul matmul, Consumer<Hypothesis> found) {
    for (int way = 0; way < 16; way++) {
      boolean swaps = (way & 1) != 0;
      boolean first = (way & 2) != 0;
      boolean second = (way & 4) != 0;
      boolean result = (way & 8) != 0;
      String left = swaps ? "the operand" : "the gradient";
      String right = swaps ? "the gradient" : "the operand";
      found.accept(
          scene.hypothesis(
              "matmul-transposed",
              "the product in %s goes back as %s times %s%s, which fits by shape but is not %s"
                  .formatted(
                      scene.at(by),
                      left + (first ? ".T" : ""),
                      right + (second ? ".T" : ""),
                      result ? ", transposed" : "",
                      rule(edge.input())),
              edge,
              (place, input, g) -> {
                NdArray operand = matrix(place.inputs().get(1 - input), matmul, 1 - input);
                NdArray gradient = matrix(g, matmul);
                NdArray a = turned(swaps ? operand : gradient, first);
                NdArray b = turned(swaps ? gradient : operand, second);
                return product(a, b, result, place.inputs().get(input).shape());
              }));
    }
  }

  /// An operand as a matrix: on the left a vector is a row, on the right a column.
  private static NdArray matrix(NdArray x, Matmul matmul, int input) {
    boolean isVector = input == 0 ? matmul.leftVector() : matmul.rightVector();
    return isVector ? x.unsqueeze(Axes.single(input)) : x;
  }

  private static NdArray matrix(NdArray gradOutput, Matmul matmul) {
    NdArray columns = matmul.rightVector() ? unsqueezed(gradOutput, 0) : gradOutput;
    return matmul.leftVector() ? unsqueezed(columns, 1) : columns;
  }

  /// With a dimension of size 1 before the last `after` ones.
  private static NdArray unsqueezed(NdArray x, int after) {
    return x.unsqueeze(Axes.single(x.shape().rank() - after));
  }

  private static String rule(int input) {
    return input == 0 ? "gradOutput @ B.T" : "A.T @ gradOutput";
  }

  private static NdArray turned(NdArray x, boolean isTurned) {
    return isTurned && x.shape().rank() >= 2 ? Ops.TRANSPOSE.forward(List.of(x)) : x;
  }

  private static @Nullable NdArray product(NdArray a, NdArray b, boolean isTurned, Shape wanted) {
    if (a.shape().rank() < 2 || b.shape().rank() < 2 || a.shape().size(-1) != b.shape().size(-2)) {
      return null;
    }
    NdArray product = turned(Numbers.INSTANCE.matmul(a, b), isTurned);
    if (product.shape().equals(wanted)) {
      return product;
    }
    if (Broadcast.fits(wanted, product.shape())) {
      return Numbers.INSTANCE.unbroadcast(product, NdArray.zeros(product.dtype(), wanted));
    }
    // The turned product keeps its shape, which is how it was written.
    return product.numel() == wanted.numel() ? product : null;
  }

  /// The right product with another value in the place of the operand.
  private static void operands(
      Scene scene, Edge edge, Place by, Matmul matmul, Consumer<Hypothesis> found) {
    NdArray operand = by.inputs().get(1 - edge.input());
    for (Run.Step step : scene.forward()) {
      if (step.value().array() == operand) {
        continue;
      }
      for (boolean isTurned : new boolean[] {false, true}) {
        NdArray other = turned(step.value().array(), isTurned);
        if (other.shape().rank() != operand.shape().rank()) {
          continue;
        }
        String what =
            "the product in %s goes back with %s%s, where the other operand belongs"
                .formatted(scene.at(by), step.name(), isTurned ? ".T" : "");
        found.accept(
            new Hypothesis(
                "matmul-operand",
                what,
                scene.isDecomposed(),
                s -> with(s, edge, matmul, step.name(), isTurned)));
      }
    }
  }

  private static @Nullable NdArray with(
      Scene scene, Edge edge, Matmul matmul, String name, boolean isTurned) {
    Run.Step other = scene.in().steps().get(name);
    if (other == null) {
      return null;
    }
    NdArray operand = turned(other.value().array(), isTurned);
    return scene.slice().with(edge, (place, input, g) -> product(matmul, place, input, operand, g));
  }

  private static NdArray product(
      Matmul matmul, Place place, int input, NdArray operand, NdArray gradOutput) {
    List<NdArray> inputs = new ArrayList<>(place.inputs());
    inputs.set(1 - input, operand);
    NdArray raw = matmul.vjp(Numbers.INSTANCE, input, inputs, place.value(), gradOutput);
    NdArray in = place.inputs().get(input);
    return Broadcast.fits(in.shape(), raw.shape()) ? Numbers.INSTANCE.unbroadcast(raw, in) : raw;
  }
}
