package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.run.Library;
import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.ModuleValue;

/// The module `numpy`, as far as arrays are rounded and printed.
public final class NumpyLibrary implements Library {
  /// The library, which has no state.
  public NumpyLibrary() {}

  @Override
  public String name() {
    return "numpy";
  }

  @Override
  public ModuleValue open(RunState run) {
    ModuleValue module = new ModuleValue("numpy");
    BuiltinFunction round =
        BuiltinFunction.of(
            "round(a, decimals=0)",
            (called, arguments) -> {
              if (arguments.value("a") instanceof NumpyArray array) {
                return array.rounded(arguments.integer("decimals"));
              }
              throw arguments.mismatch("a", "a numpy array", arguments.value("a"));
            });
    module.put("round", round);
    return module;
  }
}
