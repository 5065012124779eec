package dev.chainrule.check.explain;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.shape.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the gradient of a whole variable is derived: what was made of the variable, the rule of each
/// operation, and that the shapes fit.
///
/// @param loss what is differentiated
/// @param variable its name
/// @param latexVariable the same in LaTeX
/// @param shape its shape
/// @param line where it was bound, counted from 1; 0 where there are no lines
/// @param chain the named values by which the gradient comes from the loss, which is first
/// @param uses what was made of it; none for the loss, whose gradient is 1
/// @param agrees whether the sum over the uses is the gradient of the engine's backward pass
/// @param collapse the short form of several steps together; null where there is none
public record Derivation(
    Run.Loss loss,
    String variable,
    String latexVariable,
    Shape shape,
    int line,
    List<String> chain,
    List<Use> uses,
    boolean agrees,
    @Nullable Collapse collapse) {
  /// One use: the forward relation and what its rule gives.
  ///
  /// @param into what was made of the variable
  /// @param place the name of the step whose line this is; empty where there is none
  /// @param line its line, counted from 1; 0 where there are no lines
  /// @param operation the operation
  /// @param forward the forward relation: how it was made
  /// @param latexForward the same in LaTeX
  /// @param inputs what went into it, with shapes
  /// @param output the shape of what was made
  /// @param rule the rule that ran, in the author's names
  /// @param latexRule the same in LaTeX
  /// @param steps the parts of the rule that are arrays, with shapes; the last is the rule
  /// @param given the shape that the rule gives
  /// @param summedAxes the axes over which it is then summed, because the variable was repeated
  ///   along them
  public record Use(
      String into,
      String place,
      int line,
      String operation,
      String forward,
      String latexForward,
      List<Shaped> inputs,
      Shape output,
      String rule,
      String latexRule,
      List<Shaped> steps,
      Shape given,
      List<Integer> summedAxes) {}

  /// A formula and the shape of its value.
  public record Shaped(String formula, Shape shape) {}

  /// Steps that are together an operation whose derivative is short, derived from the plain steps.
  /// Every form was computed, and all of one line are equal.
  ///
  /// @param kind `softmax-cross-entropy` or `norm`
  /// @param to where the steps end
  /// @param plain the plain operations between the variable and there, with fused ones taken apart
  /// @param lines the derivation, from the end of the steps to the variable
  /// @param largestDifference the largest difference between the last form and the engine's
  ///   gradient, relative to the largest entry
  public record Collapse(
      String kind, String to, List<Plain> plain, List<Line> lines, double largestDifference) {}

  /// A plain step: how a value was made, and what each of its inputs gets back.
  public record Plain(String value, String forward, List<Sent> sent) {}

  /// What an input gets back from a step.
  public record Sent(String to, String rule) {}

  /// A line of a derivation: forms of the same value, each from the one before.
  ///
  /// @param because why they are equal
  /// @param left what is derived
  /// @param latexLeft the same in LaTeX
  /// @param forms equal formulas
  /// @param latexForms the same in LaTeX
  /// @param agrees whether all of them have the same values in this run, to rounding
  public record Line(
      String because,
      String left,
      String latexLeft,
      List<String> forms,
      List<String> latexForms,
      boolean agrees) {}

  /// Derives the gradient of `variable`.
  ///
  /// @throws QuestionException if there is no such variable, or no loss depends on it
  public static Derivation of(Experiment experiment, String variable) {
    String name = Subject.parse(variable).name();
    Computation.run(experiment, Precision.OWN);
    return of(Computation.run(experiment, Precision.DOUBLE), name);
  }

  /// Derives the gradient of `variable` in one run, whose values must have been kept.
  public static Derivation of(Run run, String variable) {
    return Deriving.of(run, Variables.find(run, variable));
  }
}
