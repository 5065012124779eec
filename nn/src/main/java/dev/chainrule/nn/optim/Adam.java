package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import java.util.List;

/// Adam (Kingma & Ba 2015, "Adam: a method for stochastic optimization", algorithm 1).
///
/// m and v are running means of g and g²: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g². Both start
/// at zero. After t steps the weights that they gave to gradients add up to 1 − βᵗ, not to 1, so
/// for steady gradients m/(1 − β₁ᵗ) and v/(1 − β₂ᵗ) estimate the first and second moment of g
/// without bias (section 3). The step is −rate times their ratio m̂/(√v̂ + ε), which does not
/// depend on the scale of the gradient: near ±1 where its sign is steady, near 0 where it is noise,
/// and beyond ±1 only where gradients are rare (section 2.1). ε keeps it finite where there was
/// none yet.
///
/// As `torch.optim.Adam` without amsgrad: ε is added after the correction of v, and weight decay is
/// an L2 penalty, so it too is divided by √v̂; [AdamW] is the form that is not.
///
/// @param beta1 β₁, how much of the mean gradient is kept at a step
/// @param beta2 β₂, how much of the mean square is kept
/// @param epsilon ε
/// @param weightDecay the factor of the L2 penalty
public record Adam(double beta1, double beta2, double epsilon, double weightDecay)
    implements UpdateRule {
  /// PyTorch's learning rate where none is given.
  public static final double RATE = 1e-3;

  public Adam {
    Moments.require("Adam", beta1, beta2, epsilon, weightDecay);
  }

  /// β₁ 0.9, β₂ 0.999, ε 1e-8, no weight decay.
  public Adam() {
    this(0.9, 0.999, 1e-8, 0);
  }

  /// The same with this weight decay.
  public Adam withWeightDecay(double decay) {
    return new Adam(beta1, beta2, epsilon, decay);
  }

  @Override
  public List<String> memories() {
    return Moments.MEMORIES;
  }

  @Override
  public List<String> numbers() {
    return List.of("rate1", "scale2");
  }

  @Override
  public double[] numbers(double rate, long step) {
    return new double[] {Moments.rate(rate, beta1, step), Moments.scale(beta2, step)};
  }

  @Override
  public <T> void update(Algebra<T> a, Cells<T> x) {
    Moments.remember(a, x, UpdateRule.withDecay(a, x, weightDecay), beta1, beta2);
    Moments.move(a, x, x.get(PARAMETER), epsilon);
  }
}
