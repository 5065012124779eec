package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.value.Arguments;
import dev.chainrule.worksheet.value.Callable;
import java.util.LinkedHashMap;
import java.util.Map;

/// A function or method of PyTorch. PyTorch takes NumPy's names of two parameters as well: `axis`
/// for `dim`, and `keepdims` for `keepdim`.
record TorchFunction(Callable function) implements Callable {
  private static final Map<String, String> ALIASES = Map.of("axis", "dim", "keepdims", "keepdim");

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public Object call(Arguments arguments) {
    Map<String, Object> named = arguments.named();
    boolean hasAlias = !named.isEmpty() && ALIASES.keySet().stream().anyMatch(named::containsKey);
    if (!hasAlias) {
      return function.call(arguments);
    }
    Map<String, Object> renamed = new LinkedHashMap<>();
    named.forEach((name, value) -> renamed.put(ALIASES.getOrDefault(name, name), value));
    return function.call(new Arguments(arguments.run(), arguments.positional(), renamed));
  }
}
