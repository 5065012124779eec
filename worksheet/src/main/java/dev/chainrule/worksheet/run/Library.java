package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.ModuleValue;
import java.util.List;

/// Something that worksheets can import.
public interface Library {
  /// The module's name, such as `torch`.
  String name();

  /// The dotted names that can be imported, the module's own first: `torch`, `torch.nn`.
  default List<String> paths() {
    return List.of(name());
  }

  /// Makes the module for one run, when it is first imported. Its inner modules are members of it.
  ModuleValue open(RunState run);
}
