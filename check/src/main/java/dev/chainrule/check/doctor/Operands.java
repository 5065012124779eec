package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Norms;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Unary;
import dev.chainrule.op.reduce.Logsumexp;
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
      if (by.operation().equals(Ops.MUL) || by.operation().equals(Ops.DIV)) {
        exchanged(scene, edge, by, found);
      } else if (by.operation() instanceof Unary || by.operation() instanceof Logsumexp) {
        replaced(scene, edge, by, found);
      }
    }
    overwritten(scene, found);
  }

  /// The rule's operands, each replaced by every other value that would fit.
  private static void exchanged(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    NdArray operand = by.inputs().get(1 - edge.input());
    for (Run.Step step : scene.forward()) {
      NdArray other = step.value().array();
      if (other == operand || !other.shape().equals(operand.shape())) {
        continue;
      }
      String name = step.name();
      String id =
          Norms.isNormalized(operand) && isAffineOf(scene, by, step)
              ? "gain-uses-output"
              : "wrong-operand";
      found.accept(
          new Hypothesis(
              id,
              "the derivative of %s is taken with %s, where %s belongs"
                  .formatted(scene.at(by), name, describe(scene, by, 1 - edge.input())),
              scene.isDecomposed(),
              s -> exchanged(s, edge, name)));
    }
  }

  /// Another variable in the derivative of a function: in its place, or in the place of y.
  private static void replaced(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    NdArray x = by.inputs().get(0);
    for (Run.Step step : scene.forward()) {
      NdArray other = step.value().array();
      Place place = scene.in().graph(scene.isDecomposed()).of(step.value().node());
      boolean isOwn = place == by || place == by.sources().get(0).place();
      if (isOwn || !other.shape().equals(x.shape())) {
        continue;
      }
      String name = step.name();
      for (int way = 0; way < 3; way++) {
        int replaced = way;
        found.accept(
            new Hypothesis(
                "wrong-operand",
                "the derivative of %s is taken %s %s"
                    .formatted(scene.at(by), way == 0 ? "as" : "at", name),
                scene.isDecomposed(),
                s -> replaced(s, edge, name, replaced)));
      }
    }
  }

  private static @Nullable NdArray replaced(Scene scene, Edge edge, String name, int way) {
    Run.Step step = scene.in().steps().get(name);
    if (step == null) {
      return null;
    }
    NdArray other = step.value().array();
    return scene
        .slice()
        .with(
            edge,
            (place, input, g) ->
                switch (way) {
                  case 0 -> Slice.fitted(Numbers.INSTANCE.mul(g, other), place.inputs().get(0));
                  case 1 -> derivative(place, input, place.inputs(), other, g);
                  default -> derivative(place, input, List.of(other), place.value(), g);
                });
  }

  private static String describe(Scene scene, Place by, int input) {
    Place place = by.sources().get(input).place();
    return place == null ? "the other factor" : scene.describe(place);
  }

  private static boolean isAffineOf(Scene scene, Place product, Run.Step step) {
    Place place = scene.in().graph(scene.isDecomposed()).of(step.value().node());
    return place != null
        && (place == product || product.uses().stream().anyMatch(use -> use.by() == place));
  }

  private static @Nullable NdArray exchanged(Scene scene, Edge edge, String name) {
    Run.Step other = scene.in().steps().get(name);
    return other == null
        ? null
        : scene
            .slice()
            .with(
                edge,
                (place, input, g) -> {
                  List<NdArray> inputs = new ArrayList<>(place.inputs());
                  inputs.set(1 - input, other.value().array());
                  NdArray y = place.operation().forward(inputs);
                  return derivative(place, input, inputs, y, g);
                });
  }

  private static NdArray derivative(
      Place place, int input, List<NdArray> inputs, NdArray y, NdArray gradOutput) {
    NdArray raw = place.operation().vjp(Numbers.INSTANCE, input, inputs, y, gradOutput);
    return Slice.fitted(raw, place.inputs().get(input));
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
