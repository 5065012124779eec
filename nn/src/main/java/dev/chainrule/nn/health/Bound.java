package dev.chainrule.nn.health;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.elementwise.Clamp;
import dev.chainrule.op.elementwise.Maximum;
import dev.chainrule.op.elementwise.Minimum;
import dev.chainrule.tape.Node;
import org.jspecify.annotations.Nullable;

/// A bound on values on the way from the last layer to the loss.
///
/// Where it cuts, the gradient is exactly zero. That is meant where the loss is low enough already,
/// as in a hinge; it is a mistake where the gradient would lower a loss that is too large.
final class Bound {
  private Bound() {}

  static boolean isOne(Operation operation) {
    return operation instanceof Clamp
        || operation instanceof Minimum
        || operation instanceof Maximum;
  }

  /// The share of elements that were cut though going back within the bound would lower the loss.
  ///
  /// @param gradient of the loss with respect to what came out
  static double cut(Node place, @Nullable NdArray gradient) {
    NdArray in = bounded(place);
    if (gradient == null || in == null || in.numel() != gradient.numel()) {
      return 0;
    }
    double[] before = Elements.of(in);
    double[] after = Elements.of(place.output());
    double[] pull = Elements.of(gradient);
    int cut = 0;
    for (int i = 0; i < before.length; i++) {
      // Cut from above while descent would go down, or from below while it would go up.
      if ((before[i] - after[i]) * pull[i] > 0) {
        cut++;
      }
    }
    return (double) cut / Math.max(1, before.length);
  }

  /// What is kept within constants; null where both sides are computed.
  private static @Nullable NdArray bounded(Node place) {
    if (place.arity() == 1) {
      return place.value(0);
    }
    if (place.input(0) != null && place.input(1) != null) {
      return null;
    }
    return place.value(place.input(0) != null ? 0 : 1);
  }
}
