package dev.chainrule.nn.optim;

import dev.chainrule.Tensor;
import dev.chainrule.array.NdArray;
import dev.chainrule.expr.CompiledRule;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.expr.Symbols;
import dev.chainrule.kernel.Loop;
import dev.chainrule.op.Loops;
import dev.chainrule.op.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule made ready to run in place over arrays: for each assignment a compiled loop where the
/// kernels have one, else its steps one by one, with the same bits.
final class Update {
  private static final String WRITER = "step";

  private final List<String> names = new ArrayList<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final Set<String> writable = new HashSet<>();

  Update(UpdateRule rule) {
    names.add(UpdateRule.PARAMETER);
    names.add(UpdateRule.GRADIENT);
    names.addAll(rule.memories());
    names.addAll(rule.numbers());
    writable.add(UpdateRule.PARAMETER);
    writable.addAll(rule.memories());
    rule.update(Symbols.INSTANCE, new Recorder());
  }

  /// Makes the assignments.
  ///
  /// @param cells the arrays of the parameter, the gradient, the memories and the numbers, in this
  ///   order
  void run(NdArray... cells) {
    for (Assignment assignment : assignments) {
      assignment.run(cells);
    }
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
      assignments.add(new Assignment(number(name), value));
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

  /// One assignment.
  private static final class Assignment {
    /// The number of the cell that is written.
    private final int target;

    /// What it becomes, over the cells by number.
    private final Expr value;

    /// The same as one loop, where there is one, and the numbers of the cells that it reads.
    private final @Nullable Loop loop;

    private final int[] read;

    Assignment(int target, Expr value) {
      this.target = target;
      this.value = value;
      CompiledRule compiled = CompiledRule.of(value);
      loop = compiled == null ? null : compiled.loop();
      read =
          compiled == null
              ? new int[0]
              : compiled.operands().stream().mapToInt(Variable::input).toArray();
    }

    void run(NdArray... cells) {
      NdArray written = cells[target];
      if (!runLoop(written, cells)) {
        // An update has neither an output nor a gradOutput; no variable stands for what fills them.
        NdArray values = Evaluation.of(value, Numbers.INSTANCE, List.of(cells), written, written);
        Tensor.of(written).copyInPlace(Tensor.of(values));
      }
      written.buffer().written(WRITER);
    }

    private boolean runLoop(NdArray written, NdArray... cells) {
      if (loop == null || !written.isWhole()) {
        return false;
      }
      NdArray[] operands = new NdArray[read.length];
      for (int i = 0; i < operands.length; i++) {
        operands[i] = cells[read[i]];
      }
      return Loops.write(loop, written, operands);
    }
  }
}
