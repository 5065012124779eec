package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.Loop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Assignments to variables, one after another, as one loop: an expression reads what was assigned
/// before. It gives the bits that the assignments give one by one.
///
/// @param operands what each operand of the loop stands for
/// @param targets what each result is assigned to
/// @param loop from the operands to the last values of the targets
public record CompiledAssignments(List<Variable> operands, List<Variable> targets, Loop loop) {
  /// `target` becomes `value`.
  public record Assignment(Variable target, Expr value) {}

  /// These assignments.
  ///
  /// @return null where the kernels have no loop for them, or there are none
  public static @Nullable CompiledAssignments of(List<Assignment> assignments) {
    Translation translation = new Translation();
    for (Assignment assignment : assignments) {
      int step = translation.step(assignment.value());
      if (step == Translation.NONE) {
        return null;
      }
      translation.assign(assignment.target(), step);
    }
    List<Variable> targets = assignments.stream().map(Assignment::target).distinct().toList();
    if (targets.isEmpty()) {
      return null;
    }
    List<Integer> results = targets.stream().map(translation::step).toList();
    Loop loop = Kernels.active().prepare(translation.program(results));
    return loop == null ? null : new CompiledAssignments(translation.operands(), targets, loop);
  }
}
