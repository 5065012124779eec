package dev.chainrule.nn.optim;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.expr.CompiledAssignments;
import dev.chainrule.expr.CompiledAssignments.Assignment;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule made ready to run in place over arrays: as one compiled loop where the kernels have one,
/// else its assignments one by one, with the same bits.
final class Update {
  private static final String WRITER = "step";

  private final List<String> names = new ArrayList<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final Set<String> writable = new HashSet<>();
  private final @Nullable CompiledAssignments compiled;

  Update(UpdateRule rule) {
    names.add(UpdateRule.PARAMETER);
    names.add(UpdateRule.GRADIENT);
    names.addAll(rule.memories());
    names.addAll(rule.numbers());
    writable.add(UpdateRule.PARAMETER);
    writable.addAll(rule.memories());
    rule.update(Symbols.INSTANCE, new Recorder());
    compiled = CompiledAssignments.of(assignments);
  }

  /// Makes the assignments.
  ///
  /// @param cells the arrays of the parameter, the gradient, the memories and the numbers, in this
  ///   order
  void run(NdArray... cells) {
    boolean done = compiled != null && runLoop(compiled, cells);
    for (Assignment assignment : assignments) {
      NdArray target = cells[assignment.target().input()];
      if (!done) {
        // An update has neither an output nor a gradOutput; no variable stands for what fills them.
        NdArray value =
            Evaluation.of(assignment.value(), Numbers.INSTANCE, List.of(cells), target, target);
        Tensor.of(target).copyInPlace(Tensor.of(value));
      }
      target.buffer().written(WRITER);
    }
  }

  private static boolean runLoop(CompiledAssignments compiled, NdArray... cells) {
    NdArray[] targets = chosen(compiled.targets(), cells);
    NdArray first = targets[0];
    for (NdArray target : targets) {
      boolean alike = target.dtype() == first.dtype() && target.shape().equals(first.shape());
      if (!alike || !target.isWhole()) {
        return false;
      }
    }
    return Loops.write(compiled.loop(), targets, chosen(compiled.operands(), cells));
  }

  private static NdArray[] chosen(List<Variable> variables, NdArray... cells) {
    NdArray[] chosen = new NdArray[variables.size()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = cells[variables.get(i).input()];
    }
    return chosen;
  }

  /// Reads the rule as assignments of expressions over numbered cells.
  private final class Recorder implements Cells<Expr> {
    @Override
    public Expr get(String name) {
      return Variable.x(number(name));
    }

    @Override
    public void set(String name, Expr value) {
      if (!writable.contains(name)) {
        throw new IllegalArgumentException(
            "update: a rule assigns to the parameter and its memories; it assigned to \"%s\""
                .formatted(name));
      }
      assignments.add(new Assignment(Variable.x(number(name)), value));
    }

    @Override
    public Expr fixed(String name, double value) {
      return Symbols.INSTANCE.constant(value);
    }

    private int number(String name) {
      int number = names.indexOf(name);
      if (number < 0) {
        throw new IllegalArgumentException(
            "update: a rule uses only cells that it declares, %s; it asked for \"%s\""
                .formatted(names, name));
      }
      return number;
    }
  }
}
