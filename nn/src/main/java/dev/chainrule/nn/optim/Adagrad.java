package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import java.util.List;

/// Adagrad (Duchi, Hazan & Singer 2011, "Adaptive subgradient methods for online learning and
/// stochastic optimization", with a diagonal matrix).
///
/// s adds up g² since the start, and each weight has the rate rate/√s of its own. The bound on how
/// much worse a run is than the best fixed weights is least, among diagonal scalings, for √s up to
/// a factor; so rare features, whose sums stay small, get long steps, and frequent ones short ones.
/// √s grows like √t, so steps shrink like 1/√t without a schedule.
///
/// As `torch.optim.Adagrad`: ε is added after the root; the rate is divided by 1 + (t −
/// 1)·rateDecay.
///
/// @param rateDecay by how much the rate falls from step to step
/// @param weightDecay the factor of the L2 penalty
/// @param start what s is before the first step
/// @param epsilon ε
public record Adagrad(double rateDecay, double weightDecay, double start, double epsilon)
    implements UpdateRule {
  /// PyTorch's learning rate where none is given.
  public static final double RATE = 1e-2;

  private static final String SUM = "s";

  public Adagrad {
    UpdateRule.requireNotNegative("Adagrad", "rateDecay", rateDecay);
    UpdateRule.requireNotNegative("Adagrad", "weightDecay", weightDecay);
    UpdateRule.requireNotNegative("Adagrad", "start", start);
    UpdateRule.requireNotNegative("Adagrad", "epsilon", epsilon);
  }

  /// No decay of rate or weights, start 0, ε 1e-10.
  public Adagrad() {
    this(0, 0, 0, 1e-10);
  }

  @Override
  public List<String> memories() {
    return List.of(SUM);
  }

  @Override
  public double initial(String memory) {
    return start;
  }

  @Override
  public List<String> numbers() {
    return List.of("rate");
  }

  @Override
  public double[] numbers(double rate, long step) {
    return new double[] {rate / (1 + (step - 1) * rateDecay)};
  }

  @Override
  public <T> void update(Algebra<T> a, Cells<T> x) {
    T gradient = UpdateRule.withDecay(a, x, weightDecay);
    x.set(SUM, a.add(x.get(SUM), a.mul(gradient, gradient)));
    T divisor = a.add(Moments.root(a, x.get(SUM)), x.fixed("eps", epsilon));
    T step = a.div(a.mul(x.get("rate"), gradient), divisor);
    x.set(PARAMETER, a.sub(x.get(PARAMETER), step));
  }
}
