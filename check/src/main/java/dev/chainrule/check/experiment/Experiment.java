package dev.chainrule.check.experiment;

import org.jspecify.annotations.Nullable;

/// A forward pass with gradients written by hand, which can be run: a worksheet, or a Java
/// function.
@FunctionalInterface
public interface Experiment {
  /// Runs it. The run in [Precision#DOUBLE] follows one in [Precision#OWN] and takes the same path:
  /// the same branches, the same indices, the same random numbers. With other values for the leaves
  /// it takes the path that these lead to.
  Run run(Precision precision, Variation variation);

  /// Its text; null where it is not written in lines.
  default @Nullable Manuscript manuscript() {
    return null;
  }

  /// The statement of Java that gives `value`, an expression, as the gradient of `of`; null where
  /// it is not written in Java.
  default @Nullable String statement(String of, String value) {
    return null;
  }

  /// Runs it with its own values.
  default Run run(Precision precision) {
    return run(precision, Variation.NONE);
  }
}
