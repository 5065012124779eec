package dev.chainrule.nn.optim;

import dev.chainrule.op.Algebra;
import java.util.List;

/// Stochastic gradient descent, with momentum where it is asked for (Robbins & Monro 1951; Polyak
/// 1964; Sutskever, Martens, Dahl & Hinton 2013).
///
/// Near p the loss is L(p + d) ≈ L(p) + g·d + ‖d‖²/(2·rate), if its curvature is at most 1/rate;
/// the right side is least at d = −rate·g, which is the step. The gradient of a batch is that of
/// the whole loss plus noise of mean zero, so the steps are right on average.
///
/// Momentum m lets m ← µ·m + g carry on: where gradients agree it grows to g/(1 − µ), so steps are
/// up to 1/(1 − µ) longer, and where they alternate, across a narrow valley, they cancel.
/// Nesterov's form steps by g + µ·m, which is momentum with the gradient taken where m is about to
/// lead, in terms of the point looked ahead to. Weight decay adds the gradient of decay/2·‖p‖².
///
/// As `torch.optim.SGD`: the first gradient enters the momentum whole, later ones with the factor 1
/// − dampening.
///
/// @param momentum µ
/// @param dampening by how much less a gradient counts in the momentum
/// @param nesterov whether to look ahead; needs momentum and no dampening
/// @param weightDecay the factor of the L2 penalty
public record Sgd(double momentum, double dampening, boolean nesterov, double weightDecay)
    implements UpdateRule {
  private static final String MOMENTUM = "m";

  public Sgd {
    UpdateRule.requireNotNegative("Sgd", "momentum", momentum);
    UpdateRule.requireNotNegative("Sgd", "weightDecay", weightDecay);
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalArgumentException(
          "Sgd: Nesterov's form needs momentum and no dampening; given momentum %s, dampening %s"
              .formatted(momentum, dampening));
    }
  }

  /// Plain: p ← p − rate·g.
  public Sgd() {
    this(0);
  }

  /// With momentum.
  public Sgd(double momentum) {
    this(momentum, 0, false, 0);
  }

  /// The same with Nesterov's form of momentum.
  public Sgd withNesterov() {
    return new Sgd(momentum, dampening, true, weightDecay);
  }

  /// The same with this weight decay.
  public Sgd withWeightDecay(double decay) {
    return new Sgd(momentum, dampening, nesterov, decay);
  }

  @Override
  public List<String> memories() {
    return momentum == 0 ? List.of() : List.of(MOMENTUM);
  }

  @Override
  public List<String> numbers() {
    return dampening == 0 ? List.of("rate") : List.of("rate", "share");
  }

  @Override
  public double[] numbers(double rate, long step) {
    return dampening == 0
        ? new double[] {rate}
        : new double[] {rate, step == 1 ? 1 : 1 - dampening};
  }

  @Override
  public <T> void update(Algebra<T> a, Cells<T> x) {
    T direction = UpdateRule.withDecay(a, x, weightDecay);
    if (momentum != 0) {
      T mu = x.fixed("mu", momentum);
      T entering = dampening == 0 ? direction : a.mul(x.get("share"), direction);
      x.set(MOMENTUM, a.add(a.mul(mu, x.get(MOMENTUM)), entering));
      T carried = x.get(MOMENTUM);
      direction = nesterov ? a.add(direction, a.mul(mu, carried)) : carried;
    }
    x.set(PARAMETER, a.sub(x.get(PARAMETER), a.mul(x.get("rate"), direction)));
  }
}
