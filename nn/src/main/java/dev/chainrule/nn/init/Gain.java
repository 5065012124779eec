package dev.chainrule.nn.init;

/// By how much a weight must be larger than before a linear layer, so that an activation that
/// shrinks what passes through it leaves the scale as it was. PyTorch's values.
public final class Gain {
  /// No activation, or one that has the slope 1 where it matters.
  public static final double LINEAR = 1;

  /// A customary value: a chain of tanh layers settles at a steady scale with it.
  public static final double TANH = 5.0 / 3;

  /// √2: half of the variance is lost at zero (He et al. 2015, section 2.2).
  public static final double RELU = Math.sqrt(2);

  private Gain() {}

  /// A relu with slope `slope` below zero: √(2/(1 + slope²)) (He et al. 2015, equation 15).
  public static double leakyRelu(double slope) {
    return Math.sqrt(2 / (1 + slope * slope));
  }
}
