package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import java.util.List;

/// Adam with decoupled weight decay (Loshchilov & Hutter 2019, "Decoupled weight decay
/// regularization", algorithm 2).
///
/// In [Adam] the gradient of an L2 penalty is divided by √v̂ with the rest, so weights with large
/// gradients hardly decay: the penalty is not the one that was asked for. Here every weight first
/// shrinks by the same factor, p ← (1 − rate·decay)·p, and m and v see the gradient of the loss
/// alone. As `torch.optim.AdamW`, where the decay is scaled by the rate.
///
/// @param beta1 β₁, how much of the mean gradient is kept at a step
/// @param beta2 β₂, how much of the mean square is kept
/// @param epsilon ε
/// @param weightDecay how fast weights shrink, in units of the rate
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
    implements UpdateRule {
  /// PyTorch's learning rate where none is given.
  public static final double RATE = 1e-3;

  public AdamW {
    Moments.require("AdamW", beta1, beta2, epsilon, weightDecay);
  }

  /// β₁ 0.9, β₂ 0.999, ε 1e-8, weight decay 0.01.
  public AdamW() {
    this(0.9, 0.999, 1e-8, 1e-2);
  }

  /// The same with this weight decay.
  public AdamW withWeightDecay(double decay) {
    return new AdamW(beta1, beta2, epsilon, decay);
  }

  @Override
  public List<String> memories() {
    return Moments.MEMORIES;
  }

  @Override
  public List<String> numbers() {
    return List.of("rate1", "scale2", "kept");
  }

  @Override
  public double[] numbers(double rate, long step) {
    return new double[] {
      Moments.rate(rate, beta1, step), Moments.scale(beta2, step), 1 - rate * weightDecay
    };
  }

  @Override
  public <T> void update(Algebra<T> a, Cells<T> x) {
    Moments.remember(a, x, x.get(GRADIENT), beta1, beta2);
    Moments.move(a, x, a.mul(x.get("kept"), x.get(PARAMETER)), epsilon);
  }
}
