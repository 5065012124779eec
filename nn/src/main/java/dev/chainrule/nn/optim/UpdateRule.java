package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import java.util.List;

/// How an optimiser changes one element of a parameter: written once against an algebra, compiled
/// to one loop, and printed as a formula.
///
/// Besides the parameter and its gradient a rule may keep memories, tensors of the parameter's
/// shape that last from step to step, and may use numbers that are the same for all elements of a
/// step. A rule is a record of its settings; PyTorch's defaults are those of its constructor
/// without arguments. The learning rate is no setting of a rule but of a [ParameterGroup].
public interface UpdateRule {
  /// The cell of the parameter.
  String PARAMETER = "p";

  /// The cell of the gradient, which is only read.
  String GRADIENT = "g";

  /// What is kept for each element between steps, by name.
  List<String> memories();

  /// What every element of a memory is before the first step.
  default double initial(String memory) {
    return 0;
  }

  /// The names of the numbers of a step.
  List<String> numbers();

  /// The numbers of step `step`, in the order of their names.
  ///
  /// @param rate the learning rate
  /// @param step how often the parameter was updated, this time included: 1 at first
  double[] numbers(double rate, long step);

  /// Makes the assignments to the memories and the parameter, one after another.
  <T> void update(Algebra<T> a, Cells<T> cells);

  /// The assignments as text, one a line: `p ← p - rate * g`.
  default String formula() {
    return Formulas.of(this);
  }

  /// The gradient with that of an L2 penalty, decay/2·‖p‖², added to it.
  static <T> T withDecay(Algebra<T> a, Cells<T> cells, double decay) {
    T gradient = cells.get(GRADIENT);
    return decay == 0
        ? gradient
        : a.add(gradient, a.mul(cells.fixed("decay", decay), cells.get(PARAMETER)));
  }

  /// Refuses a setting that is negative or no number.
  static void requireNotNegative(String rule, String setting, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s: %s must be finite and not negative; given %s".formatted(rule, setting, value));
    }
  }

  /// Refuses a share that is not from 0 to 1, 1 itself excluded.
  static void requireShare(String rule, String setting, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s: %s must be at least 0 and below 1; given %s".formatted(rule, setting, value));
    }
  }
}
