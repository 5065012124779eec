package dev.chainrule;

import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Loops;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.ShapeException;
import dev.chainrule.tape.Node;
import org.jspecify.annotations.Nullable;

/// Writing in place.
final class Updates {
  /// x + factor·y over vectors, with the roundings of the two operations; null where the kernels
  /// compute one by one.
  private static final @Nullable Loop ADD_SCALED = addScaled();

  private Updates() {}

  private static @Nullable Loop addScaled() {
    Program.Builder program = new Program.Builder();
    int x = program.operand(0);
    int scaled = program.apply(Primitive.MUL, program.operand(1), program.operand(2));
    program.apply(Primitive.ADD, x, scaled);
    return Kernels.active().prepare(program.build());
  }

  /// Adds `factor` times `other` to `target`: in one loop where both are plain arrays of a shape.
  static Tensor add(Tensor target, Tensor other, double factor) {
    NdArray x = target.array();
    NdArray y = other.array();
    boolean isPlain =
        x.dtype() == y.dtype() && x.shape().equals(y.shape()) && x.isWhole() && !x.sharesStorage(y);
    if (isPlain) {
      requireUnrecorded("addInPlace", target);
      if (Loops.write(ADD_SCALED, x, x, y, NdArray.number(factor))) {
        x.buffer().written("addInPlace");
        return target;
      }
    }
    return write("addInPlace", target, target.detach().add(other.detach().mul(factor)));
  }

  static Tensor write(String operation, Tensor target, Tensor values) {
    requireUnrecorded(operation, target);
    if (!Broadcast.fits(values.shape(), target.shape())) {
      throw new ShapeException(
          operation,
          "the target keeps its shape %s; the values are %s"
              .formatted(target.shape(), values.shape()),
          target.shape(),
          values.shape());
    }
    // Where both look into one storage, what is read must not have been written just before.
    boolean shared = values.array().sharesStorage(target.array());
    Copies.write(shared ? Copies.copy(values.array()) : values.array(), target.array());
    target.array().buffer().written(operation);
    return target;
  }

  private static void requireUnrecorded(String operation, Tensor target) {
    Node node = target.node();
    if (node != null && !node.isLeaf()) {
      throw new IllegalStateException(
          "%s: a recorded result must not be overwritten; this tensor is the result of %s; compute a new tensor, or detach() first"
              .formatted(operation, node.operation().name()));
    }
  }
}
