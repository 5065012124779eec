package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.FunctionTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The methods of tensors.
///
/// Most of them are functions of `torch` as well, declared once: `sum(input, dim=None)` is the
/// function, and without `input` the method.
final class Methods {
  private final Map<String, FunctionTable> tables = new HashMap<>();

  Methods(Torch torch) {
    add(torch, Elementwise::call, Elementwise.FUNCTIONS);
    add(torch, Elementwise::call, Elementwise.METHODS);
    add(torch, Reductions::call, Reductions.FUNCTIONS);
    add(torch, Views::call, Views.FUNCTIONS);
    add(torch, Views::call, Views.METHODS);
    add(torch, Places::call, Places.FUNCTIONS);
    add(torch, Products::call, Products.FUNCTIONS);
    add(torch, Conversions::call, Conversions.METHODS);
    add(torch, InPlace::call, InPlace.METHODS);
    add(torch, BackwardMethods::call, BackwardMethods.METHODS);
  }

  private void add(Torch torch, Family family, String... signatures) {
    String[] methods = Arrays.stream(signatures).map(Methods::withoutInput).toArray(String[]::new);
    FunctionTable table =
        new FunctionTable(
            (name, arguments) ->
                family.call(name, new Call(torch, arguments, (TensorValue) arguments.self())),
            methods);
    for (String name : table.names()) {
      tables.put(name, table);
    }
  }

  private static String withoutInput(String signature) {
    return signature.replace("(input, ", "(").replace("(input)", "()");
  }

  /// The method of this name on a tensor, or null.
  @Nullable Callable find(String name, TensorValue tensor) {
    FunctionTable table = tables.get(name);
    BuiltinFunction method = table == null ? null : table.method(name, tensor);
    return method == null ? null : new TorchFunction(method);
  }

  /// The names of all methods.
  Set<String> names() {
    return tables.keySet();
  }
}
