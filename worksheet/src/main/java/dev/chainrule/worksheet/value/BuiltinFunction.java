package dev.chainrule.worksheet.value;

import org.jspecify.annotations.Nullable;

/// A built-in function, or a method together with what it is called on.
public final class BuiltinFunction implements Callable {
  private final FunctionTable.Entry entry;
  private final Functions functions;
  private final @Nullable Object self;

  BuiltinFunction(FunctionTable.Entry entry, Functions functions, @Nullable Object self) {
    this.entry = entry;
    this.functions = functions;
    this.self = self;
  }

  /// A function on its own.
  ///
  /// @param signature such as `clamp(input, min=None, max=None)`
  public static BuiltinFunction of(String signature, Functions functions) {
    return new BuiltinFunction(new FunctionTable.Entry(signature), functions, null);
  }

  @Override
  public String name() {
    return entry.name();
  }

  @Override
  public Object call(Arguments arguments) {
    return functions.call(entry.name(), new BoundArguments(entry.signature(), self, arguments));
  }
}
