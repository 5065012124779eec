package dev.chainrule.check.experiment;

/// In which dtypes an experiment runs.
public enum Precision {
  /// The experiment's own.
  OWN,
  /// The same run with every float in float64: the twin, which tells rounding from error.
  DOUBLE
}
