package dev.chainrule.worksheet.torch;

import dev.chainrule.Generator;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.ForeignValue;
import java.util.List;

/// `torch.Generator()`.
record GeneratorValue(Generator source) implements ForeignValue {
  @Override
  public String typeName() {
    return "torch.Generator";
  }

  @Override
  public String repr() {
    return "<torch.Generator>";
  }

  @Override
  public Object getAttribute(String name) {
    return switch (name) {
      case "manual_seed" ->
          BuiltinFunction.of(
              "manual_seed(seed)",
              (called, arguments) -> {
                source.manualSeed(arguments.integer("seed"));
                return this;
              });
      case "initial_seed" ->
          BuiltinFunction.of("initial_seed()", (called, arguments) -> source.initialSeed());
      default ->
          throw new WorksheetException(
              "a torch.Generator has no attribute '"
                  + name
                  + "'"
                  + Nearest.hint(name, List.of("manual_seed", "initial_seed")));
    };
  }
}
