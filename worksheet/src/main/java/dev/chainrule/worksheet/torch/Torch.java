package dev.chainrule.worksheet.torch;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.RunState;
import java.util.List;
import java.util.function.Supplier;

/// What all tensors of one run share: its precision, its default generator, whether gradients are
/// wanted at the moment, and what the backward passes need to know of the engine's graph.
///
/// The engine records every step on floats, always, because the checker asks for the gradient of
/// every step. What PyTorch would record is a second, smaller graph inside that one; see {@link
/// Marks}.
final class Torch {
  /// A function of tensors.
  @FunctionalInterface
  interface Formula {
    Tensor of(List<Tensor> x);
  }

  private final RunState run;
  private final Precision precision;
  private final Generator generator = new Generator();
  private final Marks marks = new Marks();
  private final Methods methods;
  private final TensorObserver observer;
  private final Leaves leaves;
  private boolean isGradEnabled = true;

  Torch(RunState run, Precision precision, TensorObserver observer, Leaves leaves) {
    this.run = run;
    this.precision = precision;
    this.observer = observer;
    this.leaves = leaves;
    this.methods = new Methods(this);
  }

  RunState run() {
    return run;
  }

  Precision precision() {
    return precision;
  }

  /// The generator of functions that are given none.
  Generator generator() {
    return generator;
  }

  Marks marks() {
    return marks;
  }

  Methods methods() {
    return methods;
  }

  /// Who is told what happens to tensors.
  TensorObserver observer() {
    return observer;
  }

  /// False inside `torch.no_grad()`.
  boolean isGradEnabled() {
    return isGradEnabled;
  }

  /// Runs a body without recording for `backward`.
  <T> T withoutGrad(Supplier<T> body) {
    boolean before = isGradEnabled;
    isGradEnabled = false;
    try {
      return body.get();
    } finally {
      isGradEnabled = before;
    }
  }

  /// What stands for a dtype of the worksheet: in the twin, float64 for every float.
  DType storage(DType own) {
    return precision == Precision.DOUBLE && own.isFloat() ? DType.FLOAT64 : own;
  }

  /// What stands for the dtype of floats that are given none, float32.
  DType floats() {
    return storage(DType.FLOAT32);
  }

  /// The result of a formula, computed and recorded.
  ///
  /// @param operation what the worksheet calls it
  TensorValue apply(String operation, Formula formula, Operands operands) {
    Tensor result = compute(formula, operands);
    boolean isTracked = isGradEnabled && operands.requireGrad() && result.dtype().isFloat();
    if (isTracked) {
      Saved.note(marks, result, operands);
    }
    return new TensorValue(this, operation, result, isTracked);
  }

  /// As {@link #apply(String, Formula, Operands)}.
  TensorValue apply(String operation, Formula formula, Object... operands) {
    return apply(operation, formula, Operands.of(operation, operands));
  }

  /// The value of a formula. Where only integers go in and float32 comes out, the twin computes
  /// with float64; where something discrete is made of floats, it is decided for both runs.
  Tensor compute(Formula formula, Operands operands) {
    Tensor result = formula.of(operands.tensors());
    if (precision == Precision.DOUBLE && result.dtype() == DType.FLOAT32) {
      result = formula.of(operands.widened());
    }
    if (!result.dtype().isFloat() && operands.haveFloats()) {
      result = run.decisions().decide(result);
    }
    return operands.own(result) ? result.copy() : result;
  }

  /// A result that no operation made: a leaf.
  TensorValue made(String operation, Tensor elements) {
    return new TensorValue(this, operation, elements, false);
  }

  /// A tensor of numbers that the worksheet typed, drew or counted.
  TensorValue leaf(Tensor elements) {
    if (!elements.dtype().isFloat()) {
      return made("leaf", elements);
    }
    TensorValue leaf = made("leaf", leaves.elements(elements));
    leaves.add(leaf);
    return leaf;
  }
}
