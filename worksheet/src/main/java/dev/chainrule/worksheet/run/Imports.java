package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.ModuleValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds modules. There are those of the libraries that the run was set up with, and no others.
final class Imports {
  private final RunState run;
  private final List<Library> libraries;
  private final Map<String, ModuleValue> opened = new HashMap<>();

  Imports(RunState run, List<Library> libraries) {
    this.run = run;
    this.libraries = libraries;
  }

  /// The module at the first part of a path, once the whole path is known to exist.
  ModuleValue root(String path) {
    module(path);
    return module(path.split("\\.", 2)[0]);
  }

  /// The module at a path such as `torch.nn`.
  ModuleValue module(String path) {
    Library library = library(path);
    ModuleValue module = opened.get(library.name());
    if (module == null) {
      module = library.open(run);
      opened.put(library.name(), module);
    }
    String[] parts = path.split("\\.", -1);
    for (int i = 1; i < parts.length; i++) {
      module = (ModuleValue) module.get(parts[i]);
    }
    return module;
  }

  private Library library(String path) {
    List<String> paths = new ArrayList<>();
    for (Library library : libraries) {
      if (library.paths().contains(path)) {
        return library;
      }
      paths.addAll(library.paths());
    }
    throw new WorksheetException(
        "worksheets cannot import '"
            + path
            + "'"
            + Nearest.hint(path, paths)
            + (Nearest.to(path, paths) == null ? "; there are " + String.join(", ", paths) : ""));
  }
}
