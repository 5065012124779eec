package dev.chainrule;

import dev.chainrule.op.Copies;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.ShapeException;
import dev.chainrule.tape.Node;

/// Writing in place.
final class Updates {
  private Updates() {}

  static Tensor write(String operation, Tensor target, Tensor values) {
    Node node = target.node();
    if (node != null && !node.isLeaf()) {
      throw new IllegalStateException(
          "%s: a recorded result must not be overwritten; this tensor is the result of %s; compute a new tensor, or detach() first"
              .formatted(operation, node.operation().name()));
    }
    if (!Broadcast.fits(values.shape(), target.shape())) {
      throw new ShapeException(
          operation,
          "the target keeps its shape %s; the values are %s"
              .formatted(target.shape(), values.shape()),
          target.shape(),
          values.shape());
    }
    // Where both look into one storage, what is read must not have been written just before.
    boolean shared = values.array().buffer() == target.array().buffer();
    Copies.write(shared ? Copies.copy(values.array()) : values.array(), target.array());
    target.array().buffer().written(operation);
    return target;
  }
}
