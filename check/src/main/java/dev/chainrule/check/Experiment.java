package dev.chainrule.check;

/// A forward pass with gradients written by hand, which can be run: a worksheet, or a Java
/// function.
@FunctionalInterface
public interface Experiment {
  /// Runs it. The run in [Precision#DOUBLE] follows one in [Precision#OWN] and takes the same path:
  /// the same branches, the same indices, the same random numbers.
  Run run(Precision precision);
}
