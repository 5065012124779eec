package dev.chainrule.worksheet.builtin;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.run.Library;
import dev.chainrule.worksheet.value.FunctionTable;
import dev.chainrule.worksheet.value.ModuleValue;

/// The module `random`, with the sequences of CPython.
///
/// Where Python draws a seed from the system if a worksheet sets none, this always begins as if by
/// `random.seed(0)`: a worksheet gives the same numbers whenever it is run.
public final class RandomLibrary implements Library {
  /// The library, which has no state; each run's module has its own generator.
  public RandomLibrary() {}

  @Override
  public String name() {
    return "random";
  }

  @Override
  public ModuleValue open(RunState run) {
    ModuleValue module = new ModuleValue("random");
    new FunctionTable(new RandomFunctions(), RandomFunctions.signatures()).into(module);
    return module;
  }
}
