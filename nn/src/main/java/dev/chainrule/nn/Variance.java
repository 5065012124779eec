package dev.chainrule.nn;

/// By what the sum of the squared deviations of n numbers is divided.
public enum Variance {
  /// n: the variance of these numbers.
  BIASED(0),
  /// n − 1, Bessel's correction: without bias as an estimate of the variance of what they were
  /// drawn from.
  BESSEL(1);

  private final int correction;

  Variance(int correction) {
    this.correction = correction;
  }

  /// What is taken from n.
  public int correction() {
    return correction;
  }
}
