package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import java.util.List;

/// RMSprop (Tieleman & Hinton 2012, Coursera lecture 6.5; centred: Graves 2013, "Generating
/// sequences with recurrent neural networks", equations 38 to 45).
///
/// [Adagrad] divides by the root of a sum that only grows, so its steps die away. Here v is a
/// running mean, v ← α·v + (1 − α)·g², which forgets: √v is the recent size of the gradient, and
/// g/(√v + ε) has a size of about 1 for each weight alone. Centred, the square of the mean gradient
/// is taken off, so that √ is over the variance and steady gradients make longer steps.
///
/// As `torch.optim.RMSprop`: ε is added after the root, and momentum adds up the quotients.
///
/// @param alpha α, how much of the mean square is kept at a step
/// @param epsilon ε
/// @param weightDecay the factor of the L2 penalty
/// @param momentum how much of the last step is kept
/// @param centered whether the mean is taken off
public record RmsProp(
    double alpha, double epsilon, double weightDecay, double momentum, boolean centered)
    implements UpdateRule {
  /// PyTorch's learning rate where none is given.
  public static final double RATE = 1e-2;

  private static final String SQUARE = "v";
  private static final String MEAN = "a";
  private static final String MOMENTUM = "m";

  public RmsProp {
    UpdateRule.requireShare("RmsProp", "alpha", alpha);
    UpdateRule.requireNotNegative("RmsProp", "epsilon", epsilon);
    UpdateRule.requireNotNegative("RmsProp", "weightDecay", weightDecay);
    UpdateRule.requireNotNegative("RmsProp", "momentum", momentum);
  }

  /// α 0.99, ε 1e-8, no weight decay, no momentum, not centred.
  public RmsProp() {
    this(0.99, 1e-8, 0, 0, false);
  }

  @Override
  public List<String> memories() {
    if (centered) {
      return momentum == 0 ? List.of(SQUARE, MEAN) : List.of(SQUARE, MEAN, MOMENTUM);
    }
    return momentum == 0 ? List.of(SQUARE) : List.of(SQUARE, MOMENTUM);
  }

  @Override
  public List<String> numbers() {
    return List.of("rate");
  }

  @Override
  public double[] numbers(double rate, long step) {
    return new double[] {rate};
  }

  @Override
  public <T> void update(Algebra<T> a, Cells<T> x) {
    T gradient = UpdateRule.withDecay(a, x, weightDecay);
    T alphaCell = x.fixed("alpha", alpha);
    x.set(SQUARE, Moments.mean(a, alphaCell, x.get(SQUARE), a.mul(gradient, gradient)));
    T spread = x.get(SQUARE);
    if (centered) {
      x.set(MEAN, Moments.mean(a, alphaCell, x.get(MEAN), gradient));
      spread = a.sub(spread, a.mul(x.get(MEAN), x.get(MEAN)));
    }
    T divisor = a.add(Moments.root(a, spread), x.fixed("eps", epsilon));
    T parameter = x.get(PARAMETER);
    if (momentum == 0) {
      x.set(PARAMETER, a.sub(parameter, a.div(a.mul(x.get("rate"), gradient), divisor)));
      return;
    }
    T carried = a.mul(x.fixed("mu", momentum), x.get(MOMENTUM));
    x.set(MOMENTUM, a.add(carried, a.div(gradient, divisor)));
    x.set(PARAMETER, a.sub(parameter, a.mul(x.get("rate"), x.get(MOMENTUM))));
  }
}
