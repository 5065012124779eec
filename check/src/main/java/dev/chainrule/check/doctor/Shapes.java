package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.op.Copies;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Transpose;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The right elements in the wrong places: another shape, or one axis taken for another.
final class Shapes {
  private static final int MOST_AXES = 4;

  private Shapes() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    NdArray right = scene.right();
    NdArray written = scene.written();
    if (written.numel() == right.numel() && !written.shape().equals(right.shape())) {
      Shape given = written.shape();
      found.accept(
          new Hypothesis(
              "wrong-shape",
              "the values are right, but the shape is %s where %s has %s"
                  .formatted(given, scene.step().of(), right.shape()),
              scene.isDecomposed(),
              s -> Copies.reshape(s.right(), given)));
    }
    permuted(scene, found);
    views(scene, found);
  }

  private static void permuted(Scene scene, Consumer<Hypothesis> found) {
    Shape shape = scene.right().shape();
    Shape given = scene.written().shape();
    if (given.numel() != shape.numel()) {
      return;
    }
    boolean isProduct =
        scene.slice().target().uses().stream()
            .anyMatch(use -> use.by().operation() instanceof Matmul);
    for (int[] order : orders(shape.rank())) {
      // A product that was turned is known as such.
      if (isProduct && !given.equals(shape)) {
        break;
      }
      found.accept(
          new Hypothesis(
              "reshape-for-transpose",
              "the elements are those of the gradient, but in the order of its axes %s"
                  .formatted(List.of(boxed(order))),
              scene.isDecomposed(),
              s -> Copies.reshape(s.right().permute(order), given)));
      found.accept(
          new Hypothesis(
              "reshape-for-transpose",
              "the elements are those of the gradient, but reshaped where its axes must be"
                  + " permuted",
              scene.isDecomposed(),
              s -> unpermuted(s.right(), order, given)));
    }
  }

  private static Integer[] boxed(int[] order) {
    Integer[] all = new Integer[order.length];
    for (int i = 0; i < order.length; i++) {
      all[i] = order[i];
    }
    return all;
  }

  /// `right` read as if its axes had another order, and these put back.
  private static NdArray unpermuted(NdArray right, int[] order, Shape given) {
    int[] sizes = new int[order.length];
    int[] back = new int[order.length];
    for (int d = 0; d < order.length; d++) {
      sizes[d] = right.shape().size(order[d]);
      back[order[d]] = d;
    }
    NdArray misread = Copies.reshape(right, Shape.of(sizes));
    return Copies.reshape(misread.permute(back), given);
  }

  /// All orders of the axes but their own.
  private static List<int[]> orders(int rank) {
    List<int[]> orders = new ArrayList<>();
    if (rank > 1 && rank <= MOST_AXES) {
      extend(new int[rank], 0, 0, orders);
      orders.removeFirst();
    }
    return orders;
  }

  private static void extend(int[] order, int length, int used, List<int[]> orders) {
    if (length == order.length) {
      orders.add(order.clone());
      return;
    }
    for (int d = 0; d < order.length; d++) {
      if ((used >> d & 1) == 0) {
        order[length] = d;
        extend(order, length + 1, used | 1 << d, orders);
      }
    }
  }

  /// A view inside that goes back by a reshape, where its axes must be permuted, or the reverse.
  private static void views(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      boolean permutes = by.operation() instanceof Permute || by.operation() instanceof Transpose;
      if (permutes) {
        found.accept(
            scene.hypothesis(
                "reshape-for-transpose",
                "the gradient of %s is reshaped, where its axes must be permuted back"
                    .formatted(scene.at(by)),
                edge,
                (place, input, g) -> Copies.reshape(g, place.inputs().get(input).shape())));
      }
      if (permutes || by.operation() instanceof Reshape) {
        for (int[] order : orders(by.value().shape().rank())) {
          found.accept(
              scene.hypothesis(
                  "reshape-for-transpose",
                  "the axes of the gradient of %s are permuted as they must not be"
                      .formatted(scene.at(by)),
                  edge,
                  (place, input, g) -> turned(place, input, g, order)));
        }
      }
    }
  }

  private static @Nullable NdArray turned(Place by, int input, NdArray gradOutput, int[] order) {
    if (order.length != gradOutput.shape().rank()) {
      return null;
    }
    return Copies.reshape(gradOutput.permute(order), by.inputs().get(input).shape());
  }
}
