package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A dictionary, in the order in which its keys were first added.
public final class DictValue {
  /// An entry takes the memory of so many entries of a list.
  private static final int ITEMS_PER_ENTRY = 5;

  private final RunState run;
  private final LinkedHashMap<Key, Object> entries = new LinkedHashMap<>();

  /// A key with Python's equality: `1`, `1.0` and `True` are the same.
  private static final class Key {
    private final RunState run;
    private final Object value;
    private final long hash;

    Key(RunState run, Object value) {
      this.run = run;
      this.value = value;
      this.hash = Hashing.of(run, value);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hash);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && key.hash == hash
          && Equality.isSameKey(run, key.value, value);
    }
  }

  /// An empty dictionary.
  public DictValue(RunState run) {
    run.budget().items(0);
    this.run = run;
  }

  /// The number of entries.
  public int size() {
    return entries.size();
  }

  /// The value of a key, or null.
  public @Nullable Object get(Object key) {
    return entries.get(new Key(run, key));
  }

  /// Adds an entry or replaces its value.
  public void put(Object key, Object value) {
    run.budget().items(ITEMS_PER_ENTRY);
    entries.put(new Key(run, key), value);
  }

  /// Removes an entry and returns its value, or null if there was none.
  public @Nullable Object remove(Object key) {
    return entries.remove(new Key(run, key));
  }

  /// Removes the entry that was added last and returns it, or null if there is none.
  public Map.@Nullable Entry<Object, Object> removeLast() {
    Map.Entry<Key, Object> last = entries.pollLastEntry();
    return last == null ? null : Map.entry(last.getKey().value, last.getValue());
  }

  /// Removes all entries.
  public void clear() {
    entries.clear();
  }

  /// The keys; a copy.
  public List<Object> keys() {
    List<Object> keys = new ArrayList<>(entries.size());
    for (Key key : entries.keySet()) {
      keys.add(key.value);
    }
    return keys;
  }

  /// The values, in the order of their keys; a copy.
  public List<Object> values() {
    return new ArrayList<>(entries.values());
  }
}
