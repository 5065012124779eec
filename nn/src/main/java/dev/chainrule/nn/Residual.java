package dev.chainrule.nn;

import dev.chainrule.Tensor;

/// y = x + f(x): what the module `f` gives is added to its input, which it must have the shape of
/// (He, Zhang, Ren & Sun 2016). The gradient reaches x whole, besides through f.
public final class Residual extends Module {
  private final Module inner;

  public Residual(Module inner) {
    this.inner = child("inner", inner);
  }

  @Override
  public Tensor forward(Tensor x) {
    return x.add(inner.forward(x));
  }
}
