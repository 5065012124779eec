package dev.chainrule.check.doctor;

import dev.chainrule.check.code.Code;
import dev.chainrule.check.code.Java;
import dev.chainrule.check.doctor.RightLine.Manner;
import dev.chainrule.check.experiment.Experiment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of Java that mends a gradient.
///
/// A Java function cannot be changed and run again. What is verified instead, in float64, in the
/// run with the author's leaves and in each with others: the expression, computed call by call from
/// the values under the names that it uses, gives the right gradient, and it is the same expression
/// in all of them. That a variable carries the name that the pass was told is taken on trust.
final class JavaFix {
  private static final Manner JAVA = new Manner(Java.INSTANCE, false);

  private JavaFix() {}

  /// A line for the gradient of `scene`; null where there is none, or it is not right in a run.
  static @Nullable Fix find(Experiment experiment, Scene scene, List<Case> others) {
    Code norm = RightLine.everywhere(scene, others, s -> RightLine.ofNorm(s, JAVA));
    Code code =
        norm == null ? RightLine.everywhere(scene, others, s -> RightLine.of(s, JAVA)) : norm;
    String value = code == null ? null : Java.INSTANCE.tensor(code).text();
    String statement = value == null ? null : experiment.statement(scene.step().of(), value);
    return statement == null ? null : new Fix(statement);
  }
}
