package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Norms;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Unary;
import dev.chainrule.op.elementwise.Pow;
import dev.chainrule.op.reduce.Logsumexp;
import dev.chainrule.op.view.Clone;
import dev.chainrule.op.view.Expand;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The right rule with the wrong value in it: another variable, or the same one after it was
/// overwritten.
final class Operands {
  private Operands() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      boolean isProduct = by.operation().equals(Ops.MUL) || by.operation().equals(Ops.DIV);
      for (Place other : scene.in().graph(scene.isDecomposed()).places()) {
        if (other.value().dtype().isFloat() && !isLoss(other)) {
          if (isProduct) {
            exchanged(scene, edge, by, other, found);
          } else if (isFunction(by) && edge.input() == 0) {
            replaced(scene, edge, by, other, found);
          } else if (passes(by)) {
            multiplied(scene, edge, by, other, found);
          }
        }
      }
    }
    overwritten(scene, found);
  }

  /// A loss is no operand of its own backward pass.
  private static boolean isLoss(Place place) {
    return place.value().numel() == 1 && place.uses().isEmpty();
  }

  private static boolean isFunction(Place by) {
    return by.operation() instanceof Unary
        || by.operation() instanceof Pow
        || by.operation() instanceof Logsumexp;
  }

  /// Whether the right gradient passes as it is.
  private static boolean passes(Place by) {
    return by.operation().equals(Ops.ADD)
        || by.operation().equals(Ops.SUB)
        || by.operation() instanceof Clone
        || by.operation() instanceof Expand;
  }

  private static Slice.Rule times(int number, Scene scene) {
    return (place, input, g) -> {
      NdArray factor = scene.place(number).value();
      return place.fit(input, Numbers.INSTANCE.mul(g, factor));
    };
  }

  /// A factor where none belongs.
  private static void multiplied(
      Scene scene, Edge edge, Place by, Place other, Consumer<Hypothesis> found) {
    if (other.value().numel() < 2 || !Broadcast.fits(other.value().shape(), by.value().shape())) {
      return;
    }
    int number = other.number();
    found.accept(
        scene.hypothesis(
            "wrong-operand",
            "the gradient that passes %s is multiplied by %s, which does not belong there"
                .formatted(scene.at(by), scene.describe(other)),
            edge,
            s -> s.slice().with(edge, times(number, s))));
  }

  /// A product's or quotient's other operand, replaced by another value that would fit.
  private static void exchanged(
      Scene scene, Edge edge, Place by, Place other, Consumer<Hypothesis> found) {
    NdArray operand = by.inputs().get(1 - edge.input());
    if (other.value() == operand
        || (other.value().numel() < 2 && operand.numel() > 1)
        || !Broadcast.fits(other.value().shape(), by.value().shape())) {
      return;
    }
    int number = other.number();
    boolean isAffine = Norms.isNormalized(operand) && isAffineOf(by, other);
    found.accept(
        scene.hypothesis(
            isAffine ? "gain-uses-output" : "wrong-operand",
            "the derivative of %s is taken with %s, where %s belongs"
                .formatted(
                    scene.at(by), scene.describe(other), describe(scene, by, 1 - edge.input())),
            edge,
            s ->
                s.slice()
                    .with(
                        edge,
                        (place, input, g) -> {
                          List<NdArray> inputs = new ArrayList<>(place.inputs());
                          inputs.set(1 - input, s.place(number).value());
                          NdArray y = place.operation().forward(inputs);
                          return derivative(place, input, inputs, y, g);
                        })));
  }

  private static boolean isAffineOf(Place product, Place other) {
    return other == product || product.uses().stream().anyMatch(use -> use.by() == other);
  }

  /// Another variable in the derivative of a function: as the derivative, in the place of y, or in
  /// the place of x.
  private static void replaced(
      Scene scene, Edge edge, Place by, Place other, Consumer<Hypothesis> found) {
    Place x = by.sources().get(0).place();
    if (other == by || other == x || !other.value().shape().equals(by.inputs().get(0).shape())) {
      return;
    }
    int number = other.number();
    for (int way = 0; way < 3; way++) {
      int replaced = way;
      found.accept(
          scene.hypothesis(
              "wrong-operand",
              "the derivative of %s is taken %s %s"
                  .formatted(scene.at(by), way == 0 ? "as" : "at", scene.describe(other)),
              edge,
              s -> replaced(s, edge, s.place(number).value(), replaced)));
    }
    if (x != null && !x.isLeaf() && isSumOrDifference(x)) {
      within(scene, edge, by, other, found);
    }
  }

  private static boolean isSumOrDifference(Place place) {
    return place.operation().equals(Ops.SUB) || place.operation().equals(Ops.ADD);
  }

  /// The derivative at a difference from something else.
  private static void within(
      Scene scene, Edge edge, Place by, Place other, Consumer<Hypothesis> found) {
    int number = other.number();
    for (int operand = 0; operand < 2; operand++) {
      int which = operand;
      found.accept(
          scene.hypothesis(
              "wrong-operand",
              "the derivative of %s is taken with %s, where another value belongs"
                  .formatted(scene.at(by), scene.describe(other)),
              edge,
              s -> {
                Place x = s.place(edge.by()).sources().get(0).place();
                if (x == null) {
                  return null;
                }
                List<NdArray> inputs = new ArrayList<>(x.inputs());
                inputs.set(which, s.place(number).value());
                return replaced(s, edge, x.operation().forward(inputs), 2);
              }));
    }
  }

  private static @Nullable NdArray replaced(Scene scene, Edge edge, NdArray other, int way) {
    return scene
        .slice()
        .with(
            edge,
            (place, input, g) -> {
              if (way == 0) {
                return place.fit(0, Numbers.INSTANCE.mul(g, other));
              }
              List<NdArray> inputs = new ArrayList<>(place.inputs());
              if (way == 2) {
                inputs.set(0, other);
              }
              return derivative(place, input, inputs, way == 1 ? other : place.value(), g);
            });
  }

  private static String describe(Scene scene, Place by, int input) {
    Place place = by.sources().get(input).place();
    return place == null ? "the other factor" : scene.describe(place);
  }

  private static NdArray derivative(
      Place place, int input, List<NdArray> inputs, NdArray y, NdArray gradOutput) {
    NdArray raw = place.operation().vjp(Numbers.INSTANCE, input, inputs, y, gradOutput);
    return place.fit(input, raw);
  }

  /// All rules that read a variable, with the value that it had at the end.
  private static void overwritten(Scene scene, Consumer<Hypothesis> found) {
    for (Run.Step step : scene.in().steps().values()) {
      if (step.later() == null || !step.later().shape().equals(step.value().shape())) {
        continue;
      }
      String name = step.name();
      found.accept(
          new Hypothesis(
              "overwritten-value",
              "the derivative is taken at a value of %s that was written after the loss was computed"
                  .formatted(name),
              scene.isDecomposed(),
              s -> overwritten(s, name)));
    }
  }

  private static @Nullable NdArray overwritten(Scene scene, String name) {
    Run.Step step = scene.in().steps().get(name);
    if (step == null || step.later() == null) {
      return null;
    }
    Node node = step.value().node();
    Place overwritten = scene.in().graph(scene.isDecomposed()).of(node);
    NdArray later = step.later().array();
    Map<Edge, Slice.Rule> rules = new HashMap<>();
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      boolean reads =
          by == overwritten
              || by.sources().stream().anyMatch(source -> source.place() == overwritten);
      if (reads) {
        rules.put(
            edge,
            (place, input, g) -> {
              List<NdArray> inputs = new ArrayList<>();
              for (Place.Source source : place.sources()) {
                inputs.add(source.place() == overwritten ? later : source.value());
              }
              NdArray y = place == overwritten ? later : place.value();
              return derivative(place, input, inputs, y, g);
            });
      }
    }
    return rules.isEmpty() ? null : scene.slice().with(rules);
  }
}
