package dev.chainrule.nn;

import dev.chainrule.Tensor;
import java.util.List;

/// Modules one after another, each on the output of the one before. They are named by their place:
/// `0`, `1`, ….
public final class Sequential extends Module {
  private final List<Module> modules;

  public Sequential(Module... modules) {
    this(List.of(modules));
  }

  public Sequential(List<? extends Module> modules) {
    this.modules = List.copyOf(modules);
    for (int i = 0; i < this.modules.size(); i++) {
      child(String.valueOf(i), this.modules.get(i));
    }
  }

  /// Module number `i`.
  public Module get(int i) {
    return modules.get(i);
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor y = x;
    for (Module module : modules) {
      y = module.forward(y);
    }
    return y;
  }
}
