package dev.chainrule.worksheet.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The signatures of one family of functions or methods. Making a table costs a map entry for each;
/// a signature is taken apart when its function is first called.
public final class FunctionTable {
  private final Functions functions;
  private final Map<String, Entry> entries;

  /// A table of functions that are declared by their signatures, such as `clamp(input, min=None,
  /// max=None)`.
  public FunctionTable(Functions functions, String... signatures) {
    this.functions = functions;
    this.entries = HashMap.newHashMap(signatures.length);
    for (String signature : signatures) {
      Entry entry = new Entry(signature);
      entries.put(entry.name(), entry);
    }
  }

  /// The names of the functions.
  public Set<String> names() {
    return entries.keySet();
  }

  /// The function of this name, or null.
  public @Nullable BuiltinFunction function(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : new BuiltinFunction(entry, functions, null);
  }

  /// The method of this name on a value, or null.
  public @Nullable BuiltinFunction method(String name, Object self) {
    Entry entry = entries.get(name);
    return entry == null ? null : new BuiltinFunction(entry, functions, self);
  }

  /// Puts all functions into a module.
  public void into(ModuleValue module) {
    for (Entry entry : entries.values()) {
      module.put(entry.name(), new BuiltinFunction(entry, functions, null));
    }
  }

  /// One function's name and signature.
  static final class Entry {
    private final String text;
    private final String name;
    private volatile @Nullable Signature signature;

    Entry(String text) {
      this.text = text;
      this.name = text.substring(0, text.indexOf('('));
    }

    String name() {
      return name;
    }

    Signature signature() {
      Signature known = signature;
      if (known == null) {
        known = Signature.of(text);
        signature = known;
      }
      return known;
    }
  }
}
