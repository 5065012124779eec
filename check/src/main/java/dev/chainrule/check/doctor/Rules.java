package dev.chainrule.check.doctor;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Formula;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.Slips;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.Mistake;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Unary;
import dev.chainrule.op.elementwise.Activation;
import dev.chainrule.op.elementwise.Pow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One rule wrong: the mistakes that its operation names, and the slips of the pen in its formula.
final class Rules {
  private Rules() {}

  static void add(Scene scene, Consumer<Hypothesis> found) {
    for (Edge edge : scene.slice().edges()) {
      Place by = scene.place(edge.by());
      named(scene, edge, by, found);
      if (by.operation().equals(Ops.DIV)) {
        found.accept(
            scene.hypothesis(
                "quotient-rule",
                "the sign of the derivative of %s is wrong".formatted(scene.at(by)),
                edge,
                (place, input, g) -> Numbers.INSTANCE.neg(Slice.right(place, input, g))));
      }
      if (by.operation().slip() != null && !Factors.isConstant(by, edge.input())) {
        slips(scene, edge, by, by.operation().slip(), found);
      }
    }
  }

  private static List<Mistake<NdArray>> mistakes(Place by, int input, NdArray gradOutput) {
    return by.operation().mistakes(Numbers.INSTANCE, input, by.inputs(), by.value(), gradOutput);
  }

  private static void named(Scene scene, Edge edge, Place by, Consumer<Hypothesis> found) {
    NdArray gradOutput = scene.slice().gradient(by);
    if (gradOutput == null) {
      return;
    }
    List<Mistake<NdArray>> mistakes = mistakes(by, edge.input(), gradOutput);
    for (int i = 0; i < mistakes.size(); i++) {
      int number = i;
      Mistake<NdArray> mistake = mistakes.get(i);
      if (isNothing(mistake.gradInput())) {
        continue;
      }
      found.accept(
          scene.hypothesis(
              Means.name(mistake.id(), by),
              "the derivative of %s %s".formatted(scene.at(by), mistake.what()),
              edge,
              (place, input, g) ->
                  place.fit(input, mistakes(place, input, g).get(number).gradInput().get())));
    }
  }

  /// Whether a mistake contributes nothing, which is another: a path left out.
  private static boolean isNothing(Supplier<NdArray> gradInput) {
    try {
      return Closeness.largest(gradInput.get()) == 0;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return true;
    }
  }

  private static void slips(
      Scene scene, Edge edge, Place by, String id, Consumer<Hypothesis> found) {
    Operation operation = by.operation();
    Rule rule = Rule.of(operation, edge.input(), by.sources().size());
    String right = formula(scene, by, rule.gradInput());
    NdArray arriving = scene.slice().gradient(by);
    if (arriving == null) {
      return;
    }
    for (Expr slip : slips(by, rule)) {
      boolean passes = slip.equals(Expr.Variable.GRAD_OUTPUT);
      if (isNothing(
          () -> Evaluation.of(slip, Numbers.INSTANCE, by.inputs(), by.value(), arriving))) {
        continue;
      }
      if (passes && (operation instanceof Activation || LostFactors.explain(scene, edge))) {
        continue;
      }
      String name;
      String because;
      if (!mentionsGradient(slip)) {
        name = "wrong-upstream";
        because =
            "the local derivative of %s stands alone: it is not multiplied by the gradient that arrives"
                .formatted(scene.at(by));
      } else if (isSign(scene, edge, slip)) {
        name = "sign";
        because = "the derivative of %s has the wrong sign".formatted(scene.at(by));
      } else {
        name = id;
        because =
            "the derivative of %s is taken as %s, where %s belongs"
                .formatted(scene.at(by), formula(scene, by, slip), right);
      }
      found.accept(scene.hypothesis(name, because, edge, evaluated(slip)));
      String also = isReciprocal(by) ? alias(name) : other(rule, slip);
      if (also != null) {
        found.accept(scene.hypothesis(also, because, edge, evaluated(slip)));
      }
      if (passes && (by.sources().size() == 1 || operation instanceof Pow)) {
        found.accept(
            scene.hypothesis(
                "activation-derivative-missing",
                "the gradient passes %s as if it were not there".formatted(scene.at(by)),
                edge,
                evaluated(slip)));
      }
    }
  }

  /// Whether `by` divides a number by its input: a quotient, and a power.
  private static boolean isReciprocal(Place by) {
    if (by.sources().size() == 1) {
      return by.operation().equals(Ops.RECIPROCAL);
    }
    Place.Source first = by.sources().get(0);
    Place.Source second = by.sources().get(1);
    return by.operation().equals(Ops.DIV)
        ? first.place() == null && first.value().isNumber()
        : by.operation().equals(Ops.POW)
            && second.place() == null
            && second.value().numel() == 1
            && second.value().get(0) == -1;
  }

  /// A function's derivative taken at its output.
  private static @Nullable String other(Rule rule, Expr slip) {
    boolean isFunction = rule.operation() instanceof Unary;
    boolean isAtOutput =
        mentions(slip, Expr.Role.OUTPUT) && !mentions(rule.gradInput(), Expr.Role.OUTPUT);
    return isFunction && isAtOutput ? "activation-input-for-output" : null;
  }

  private static @Nullable String alias(String name) {
    return switch (name) {
      case "quotient-rule" -> "wrong-power-factor";
      case "wrong-power-factor", "sign" -> "quotient-rule";
      default -> null;
    };
  }

  /// Whether a slip changes nothing but the sign. In a quotient that has a name of its own.
  private static boolean isSign(Scene scene, Edge edge, Expr slip) {
    Place by = scene.place(edge.by());
    NdArray gradOutput = scene.slice().gradient(by);
    if (gradOutput == null || by.operation().equals(Ops.DIV)) {
      return false;
    }
    NdArray wrong = Evaluation.of(slip, Numbers.INSTANCE, by.inputs(), by.value(), gradOutput);
    NdArray right = by.vjp(edge.input(), gradOutput);
    return Closeness.areClose(wrong, Numbers.INSTANCE.neg(right));
  }

  private static Slice.Rule evaluated(Expr slip) {
    return (place, input, g) ->
        place.fit(input, Evaluation.of(slip, Numbers.INSTANCE, place.inputs(), place.value(), g));
  }

  /// The slips in the rule as it is written, and with the numbers of the forward pass in it.
  private static Set<Expr> slips(Place by, Rule rule) {
    Set<Expr> slips = new LinkedHashSet<>(Slips.of(rule));
    Expr known = known(by, rule.gradInput());
    if (!known.equals(rule.gradInput())) {
      slips.addAll(Slips.of(new Rule(rule.operation(), rule.input(), rule.arity(), known)));
    }
    return slips;
  }

  private static Expr known(Place by, Expr rule) {
    List<Expr> x = new ArrayList<>();
    for (int i = 0; i < by.sources().size(); i++) {
      Place.Source source = by.sources().get(i);
      boolean isNumber = source.place() == null && source.value().isNumber();
      x.add(isNumber ? new Expr.Constant(source.value().get(0)) : Expr.Variable.x(i));
    }
    return Evaluation.of(rule, Symbols.INSTANCE, x, Expr.Variable.Y, Expr.Variable.GRAD_OUTPUT);
  }

  /// A rule in the names of the author, with numbers where the forward pass has numbers.
  private static String formula(Scene scene, Place by, Expr rule) {
    return Formula.text(
        known(by, rule),
        variable ->
            switch (variable.role()) {
              case OUTPUT -> name(scene, by, "y");
              case GRAD_OUTPUT -> {
                String name = scene.in().nameOf(by, scene.isDecomposed());
                yield name == null ? "gradOutput" : "d" + name;
              }
              case INPUT -> {
                Place place = by.sources().get(variable.input()).place();
                String unnamed = by.sources().size() == 1 ? "x" : "x" + variable.input();
                yield place == null ? unnamed : name(scene, place, unnamed);
              }
            });
  }

  private static String name(Scene scene, Place place, String unnamed) {
    String name = scene.in().nameOf(place, scene.isDecomposed());
    return name == null ? unnamed : name;
  }

  private static boolean mentionsGradient(Expr expr) {
    return mentions(expr, Expr.Role.GRAD_OUTPUT);
  }

  private static boolean mentions(Expr expr, Expr.Role role) {
    return switch (expr) {
      case Expr.Constant constant -> false;
      case Expr.Variable variable -> variable.role() == role;
      case Expr.Apply apply -> apply.inputs().stream().anyMatch(input -> mentions(input, role));
    };
  }
}
