package dev.chainrule.golden;

import dev.chainrule.Tensor;
import java.util.List;

/// How a golden case is computed here: its operation on the inputs, with the case's attributes.
interface Call {
  Tensor apply(List<Tensor> x, Attributes a);

  /// An operation of one tensor without attributes.
  interface OfOne {
    Tensor apply(Tensor x);
  }

  /// An operation of two tensors without attributes.
  interface OfTwo {
    Tensor apply(Tensor x, Tensor y);
  }

  static Call one(OfOne function) {
    return (x, a) -> function.apply(x.get(0));
  }

  static Call two(OfTwo function) {
    return (x, a) -> function.apply(x.get(0), x.get(1));
  }

  /// Two operands, of which one may be a number: attribute "other" on the right, "left" on the
  /// left.
  static Call operands(OfTwo function) {
    return (x, a) -> {
      if (a.has("left")) {
        return function.apply(a.numberTensor("left"), x.get(0));
      }
      return function.apply(x.get(0), a.has("other") ? a.numberTensor("other") : x.get(1));
    };
  }
}
