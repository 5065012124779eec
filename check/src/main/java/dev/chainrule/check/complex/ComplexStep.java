package dev.chainrule.check.complex;

import dev.chainrule.GradMode;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Graph;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.graph.Place.Source;
import dev.chainrule.tape.Node;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Derivatives by a complex step: f′(x) = Im f(x + ih)/h (Squire & Trapp 1998, "Using complex
/// variables to estimate derivatives of real functions").
///
/// Nothing is subtracted, so h may be as small as 1e-100 and the derivative is exact but for
/// rounding. What a function recorded is computed again at complex numbers.
public final class ComplexStep {
  private static final double STEP = 1e-100;

  private final ComplexNumbers numbers = new ComplexNumbers();
  private final Graph graph;
  private final @Nullable Place output;
  private final int outputs;

  private ComplexStep(Tensor y) {
    Node node = y.node();
    graph = Graph.of(node == null ? List.of() : List.of(node));
    output = graph.of(node);
    outputs = y.numel();
  }

  /// Of what `function` records.
  public static ComplexStep of(Supplier<Tensor> function) {
    return GradMode.keepingValues(() -> new ComplexStep(function.get()));
  }

  /// The derivatives of all outputs by entry number `entry` of a leaf.
  ///
  /// @throws IllegalArgumentException if an operation has no value at complex numbers
  public double[] slopes(Tensor leaf, int entry) {
    Place from = graph.of(leaf.node());
    if (from == null || output == null) {
      return new double[outputs];
    }
    ComplexArray[] values = new ComplexArray[graph.places().size()];
    for (Place place : graph.places()) {
      ComplexArray value;
      if (place.equals(from)) {
        value = stepped(place.value(), entry);
      } else if (place.isLeaf()) {
        value = ComplexArray.real(place.value());
      } else {
        value =
            numbers.apply(
                place.operation(),
                place.sources().stream().map(source -> value(source, values)).toList());
      }
      values[place.number()] = value;
    }
    double[] slopes = values[output.number()].imOrZeros().toDoubles();
    for (int k = 0; k < slopes.length; k++) {
      slopes[k] /= STEP;
    }
    return slopes;
  }

  private static ComplexArray value(Source source, ComplexArray[] values) {
    Place place = source.place();
    return place == null
        ? ComplexArray.real(source.value())
        : Objects.requireNonNull(values[place.number()]);
  }

  private static ComplexArray stepped(NdArray x, int entry) {
    double[] im = new double[x.numel()];
    im[entry] = STEP;
    return new ComplexArray(x, NdArray.of(new Buffer.OfDouble(im), x.shape()));
  }
}
