package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.check.pattern.Logits;
import dev.chainrule.check.pattern.Norms;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.Slips;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Softmax;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Steps that are together an operation with a short derivative: a softmax, a norm, a cross
/// entropy. Authors write that derivative in one line, and the mistakes in it are those of the
/// operation.
final class Collapses {
  /// An operation that stands for all steps from the variable to a place.
  ///
  /// @param to the number of the place
  /// @param name what a reader calls it
  private record Collapse(Operation operation, int to, String name) {}

  private Collapses() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    NdArray x = scene.slice().target().value();
    for (Place place : scene.slice().order()) {
      if (place == scene.slice().target() || place.isLeaf()) {
        continue;
      }
      Collapse collapse = recognise(x, place);
      if (collapse != null && isRecordedSo(place, collapse.operation())) {
        continue;
      }
      if (collapse != null && isAll(scene, collapse)) {
        offer(scene, collapse, found);
      }
    }
    crossEntropy(scene, found);
  }

  /// Whether the step is this very operation, so that its mistakes are known already.
  private static boolean isRecordedSo(Place place, Operation operation) {
    return place.operation().equals(operation);
  }

  private static @Nullable Collapse recognise(NdArray x, Place place) {
    NdArray y = place.value();
    if (!y.shape().equals(x.shape()) || y.numel() < 2) {
      return null;
    }
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      Softmax softmax = new Softmax(axis);
      if (Closeness.areClose(softmax.forward(List.of(x)), y)) {
        return new Collapse(softmax, place.number(), "softmax");
      }
      LogSoftmax logSoftmax = new LogSoftmax(axis);
      if (Closeness.areClose(logSoftmax.forward(List.of(x)), y)) {
        return new Collapse(logSoftmax, place.number(), "log-softmax");
      }
    }
    Normalize norm = Norms.between(x, y);
    return norm == null ? null : new Collapse(norm, place.number(), "norm");
  }

  private static List<NdArray> inputs(Operation operation, NdArray x) {
    return operation instanceof Normalize
        ? List.of(x, NdArray.number(1.0), NdArray.number(0.0))
        : List.of(x);
  }

  /// Whether nothing reaches the variable but through the place.
  private static boolean isAll(Scene scene, Collapse collapse) {
    NdArray gradOutput = scene.slice().gradient(scene.place(collapse.to()));
    if (gradOutput == null) {
      return false;
    }
    NdArray x = scene.slice().target().value();
    NdArray y = scene.place(collapse.to()).value();
    NdArray through =
        collapse
            .operation()
            .vjp(Numbers.INSTANCE, 0, inputs(collapse.operation(), x), y, gradOutput);
    return Closeness.areClose(through, scene.right());
  }

  private static void offer(Scene scene, Collapse collapse, Consumer<Hypothesis> found) {
    Operation operation = collapse.operation();
    String where =
        "the %s that ends in %s".formatted(collapse.name(), scene.at(scene.place(collapse.to())));
    List<Mistake<NdArray>> mistakes = mistakes(scene, collapse);
    for (int i = 0; i < mistakes.size(); i++) {
      int number = i;
      found.accept(
          new Hypothesis(
              mistakes.get(i).id(),
              "the derivative of %s %s".formatted(where, mistakes.get(i).what()),
              scene.isDecomposed(),
              s -> mistakes(s, collapse).get(number).gradInput().get()));
    }
    gains(scene, collapse, where, found);
    if (operation.slip() != null) {
      slips(scene, collapse, where, operation.slip(), found);
    }
  }

  private static void slips(
      Scene scene, Collapse collapse, String where, String id, Consumer<Hypothesis> found) {
    for (Expr slip : Slips.of(Rule.of(collapse.operation(), 0, 1))) {
      found.accept(
          new Hypothesis(
              id,
              "the derivative of %s is taken as %s"
                  .formatted(where, new Rule(collapse.operation(), 0, 1, slip).formula()),
              scene.isDecomposed(),
              s -> {
                Place to = s.place(collapse.to());
                NdArray gradOutput = s.slice().gradient(to);
                List<NdArray> inputs = inputs(collapse.operation(), s.slice().target().value());
                return gradOutput == null
                    ? null
                    : Evaluation.of(slip, Numbers.INSTANCE, inputs, to.value(), gradOutput);
              }));
    }
  }

  /// A norm and the gain after it in one line: the mistakes with the gain taken out of the sums.
  private static void gains(
      Scene scene, Collapse collapse, String where, Consumer<Hypothesis> found) {
    Place to = scene.place(collapse.to());
    if (!(collapse.operation() instanceof Normalize) || to.uses().size() != 1) {
      return;
    }
    List<Mistake<NdArray>> mistakes = throughGain(scene, collapse);
    for (int i = 0; i < mistakes.size(); i++) {
      int number = i;
      found.accept(
          new Hypothesis(
              mistakes.get(i).id(),
              "the derivative of %s %s".formatted(where, mistakes.get(i).what()),
              scene.isDecomposed(),
              s ->
                  Numbers.INSTANCE.mul(
                      throughGain(s, collapse).get(number).gradInput().get(),
                      gain(s.place(collapse.to())))));
    }
  }

  private static NdArray gain(Place hat) {
    Place.Use use = hat.uses().getFirst();
    return use.by().inputs().get(1 - use.input());
  }

  private static List<Mistake<NdArray>> throughGain(Scene scene, Collapse collapse) {
    Place to = scene.place(collapse.to());
    Place product = to.uses().getFirst().by();
    NdArray gradOutput = scene.slice().gradient(product);
    if (!product.operation().equals(Ops.MUL) || gradOutput == null) {
      return List.of();
    }
    List<NdArray> inputs = inputs(collapse.operation(), scene.slice().target().value());
    return collapse.operation().mistakes(Numbers.INSTANCE, 0, inputs, to.value(), gradOutput);
  }

  private static List<Mistake<NdArray>> mistakes(Scene scene, Collapse collapse) {
    Place to = scene.place(collapse.to());
    NdArray gradOutput = scene.slice().gradient(to);
    if (gradOutput == null) {
      throw new IllegalArgumentException("no gradient arrives at the end of the steps");
    }
    List<NdArray> inputs = inputs(collapse.operation(), scene.slice().target().value());
    return collapse.operation().mistakes(Numbers.INSTANCE, 0, inputs, to.value(), gradOutput);
  }

  /// The variable as the logits of a cross entropy.
  private static void crossEntropy(Scene scene, Consumer<Hypothesis> found) {
    List<Mistake<NdArray>> mistakes = ofCrossEntropy(scene);
    for (int i = 0; i < mistakes.size(); i++) {
      int number = i;
      found.accept(
          new Hypothesis(
              mistakes.get(i).id(),
              "the derivative of the cross entropy %s".formatted(mistakes.get(i).what()),
              scene.isDecomposed(),
              s -> ofCrossEntropy(s).get(number).gradInput().get()));
    }
  }

  /// The mistakes in the gradient of logits; none where the variable is no logits.
  private static List<Mistake<NdArray>> ofCrossEntropy(Scene scene) {
    NdArray x = scene.slice().target().value();
    Logits logits = Logits.of(x, scene.right());
    if (logits == null) {
      return List.of();
    }
    int rows = x.numel() / x.shape().size(-1);
    NdArray gradOutput = NdArray.number((double) rows / logits.rows());
    return new SoftCrossEntropy(logits.axis())
        .mistakes(
            Numbers.INSTANCE, 0, List.of(x, logits.target()), NdArray.number(0.0), gradOutput);
  }
}
