package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.elementwise.Add;
import dev.chainrule.op.elementwise.Div;
import dev.chainrule.op.elementwise.Mul;
import dev.chainrule.op.elementwise.Neg;
import dev.chainrule.op.elementwise.Sub;
import dev.chainrule.op.elementwise.To;
import dev.chainrule.op.elementwise.Where;
import dev.chainrule.op.index.AddAt;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.IndexSelect;
import dev.chainrule.op.index.Put;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.index.Take;
import dev.chainrule.op.index.Triangle;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Cumsum;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Total;
import dev.chainrule.op.reduce.Unbroadcast;
import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Clone;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.ExpandTo;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.ReshapeLike;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.SliceLike;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.SqueezeBack;
import dev.chainrule.op.view.Transpose;
import dev.chainrule.op.view.Unslice;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.op.view.UnsqueezeBack;
import java.util.ArrayList;
import java.util.List;

/// Rules read as numbers together with the sum of the absolute values of their terms.
///
/// A gradient is a sum of contributions, and where these cancel, rounding is large beside the sum
/// but not beside them. The magnitude of a sum or difference is the sum of the magnitudes;
/// products, sums over axes and rearrangements carry it along; of anything else it is the absolute
/// value.
final class Magnitudes implements TensorAlgebra<Magnitudes.Weighed> {
  static final Magnitudes INSTANCE = new Magnitudes();

  /// A value and the sum of the absolute values of its terms.
  ///
  /// @param flows whether a gradient went into it; a value of the forward pass is one term,
  ///   whatever it was computed from
  record Weighed(NdArray value, NdArray magnitude, boolean flows) {
    /// A value of the forward pass.
    static Weighed of(NdArray value) {
      return new Weighed(value, absolute(value), false);
    }

    /// A gradient that counts as one term.
    static Weighed gradient(NdArray value) {
      return new Weighed(value, absolute(value), true);
    }

    private static NdArray absolute(NdArray value) {
      boolean hasSign = value.hasElements() && value.dtype().isFloat();
      return hasSign ? Ops.ABS.forward(List.of(value)) : value;
    }
  }

  private Magnitudes() {}

  @Override
  public Weighed constant(double value) {
    return Weighed.of(NdArray.number(value));
  }

  @Override
  public Weighed apply(Operation operation, List<Weighed> inputs) {
    List<NdArray> values = inputs.stream().map(Weighed::value).toList();
    NdArray value = operation.forward(values);
    if (inputs.stream().noneMatch(Weighed::flows) || !value.dtype().isFloat()) {
      return Weighed.of(value);
    }
    List<NdArray> magnitudes = inputs.stream().map(Weighed::magnitude).toList();
    return new Weighed(value, magnitude(operation, value, values, magnitudes), true);
  }

  private static NdArray magnitude(
      Operation operation, NdArray value, List<NdArray> values, List<NdArray> magnitudes) {
    Numbers n = Numbers.INSTANCE;
    return switch (operation) {
      case Add add -> operation.forward(magnitudes);
      case Sub sub -> n.add(magnitudes.get(0), magnitudes.get(1));
      case Neg neg -> magnitudes.get(0);
      case Mul mul -> operation.forward(magnitudes);
      case Div div -> operation.forward(magnitudes);
      case Matmul matmul -> operation.forward(magnitudes);
      case Where where -> n.select(values.get(0), magnitudes.get(1), magnitudes.get(2));
      default ->
          rearranges(operation)
              ? operation.forward(carried(operation, values, magnitudes))
              : Weighed.absolute(value);
    };
  }

  /// The magnitudes of inputs that carry one, the values of indices and of what gives only a shape.
  private static List<NdArray> carried(
      Operation operation, List<NdArray> values, List<NdArray> magnitudes) {
    List<NdArray> inputs = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      inputs.add(operation.differentiable(i) ? magnitudes.get(i) : values.get(i));
    }
    return inputs;
  }

  /// Whether an operation only moves, repeats and adds up elements.
  private static boolean rearranges(Operation operation) {
    return switch (operation) {
      case Sum o -> true;
      case Total o -> true;
      case Mean o -> true;
      case Cumsum o -> true;
      case Unbroadcast o -> true;
      case Expand o -> true;
      case ExpandTo o -> true;
      case Reshape o -> true;
      case ReshapeLike o -> true;
      case Unsqueeze o -> true;
      case UnsqueezeBack o -> true;
      case Squeeze o -> true;
      case SqueezeBack o -> true;
      case Permute o -> true;
      case Transpose o -> true;
      case Slice o -> true;
      case SliceLike o -> true;
      case Unslice o -> true;
      case Cat o -> true;
      case Clone o -> true;
      case To o -> true;
      case Gather o -> true;
      case ScatterAdd o -> true;
      case IndexSelect o -> true;
      case IndexAdd o -> true;
      case Take o -> true;
      case Put o -> true;
      case AddAt o -> true;
      case Triangle o -> true;
      default -> false;
    };
  }
}
