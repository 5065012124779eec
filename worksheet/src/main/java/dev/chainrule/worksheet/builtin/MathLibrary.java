package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.run.Library;
import dev.chainrule.worksheet.value.ModuleValue;

/// The module `math`.
public final class MathLibrary implements Library {
  /// The library, which has no state.
  public MathLibrary() {}

  @Override
  public String name() {
    return "math";
  }

  @Override
  public ModuleValue open(RunState run) {
    ModuleValue module = new ModuleValue("math");
    RealFunctions.TABLE.into(module);
    IntegerFunctions.TABLE.into(module);
    SummingFunctions.TABLE.into(module);
    module.put("pi", Math.PI);
    module.put("tau", Math.TAU);
    module.put("e", Math.E);
    module.put("inf", Double.POSITIVE_INFINITY);
    module.put("nan", Double.NaN);
    return module;
  }
}
