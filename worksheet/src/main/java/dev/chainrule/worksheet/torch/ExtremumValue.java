package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `max(dim)` and `min(dim)` give: the pair of `values` and `indices`.
final class ExtremumValue extends TupleValue {
  private final String function;

  ExtremumValue(RunState run, String function, TensorValue values, TensorValue indices) {
    super(run, List.of(values, indices));
    this.function = function;
  }

  @Override
  public String typeName() {
    return "torch.return_types." + function;
  }

  @Override
  public String repr(List<String> parts) {
    return typeName() + "(\nvalues=" + parts.get(0) + ",\nindices=" + parts.get(1) + ")";
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "values" -> items().get(0);
      case "indices" -> items().get(1);
      default -> null;
    };
  }
}
