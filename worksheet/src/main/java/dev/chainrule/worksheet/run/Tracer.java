package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.DictValue;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.ModuleValue;
import dev.chainrule.worksheet.value.SetValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Notes which top-level names are read while a statement runs, and tells the observer what was
/// bound and what was changed.
final class Tracer {
  private final RunState run;
  private final Observer observer;
  private final Map<String, Object> topLevel;
  private final boolean isWatched;
  private Set<String> reads = new LinkedHashSet<>();

  Tracer(RunState run, Observer observer, Map<String, Object> topLevel) {
    this.run = run;
    this.observer = observer;
    this.topLevel = topLevel;
    this.isWatched = observer != Observer.NONE;
  }

  /// Begins a statement, or a part of one whose value goes to names of its own.
  void begin() {
    if (isWatched && !reads.isEmpty()) {
      reads = new LinkedHashSet<>();
    }
  }

  /// Begins again from what was read before.
  void begin(Set<String> before) {
    if (isWatched) {
      reads = new LinkedHashSet<>(before);
    }
  }

  /// The names read since the beginning; they may grow.
  Set<String> reads() {
    return reads;
  }

  void read(String name, Object value) {
    if (isWatched && !(value instanceof ModuleValue)) {
      reads.add(name);
    }
  }

  void bound(String name, Object value) {
    if (isWatched) {
      observer.bound(name, run.line(), value, Collections.unmodifiableSet(reads));
      reads = new LinkedHashSet<>(reads);
    }
  }

  /// An object was changed in place; `exceptFor` is a name that has been told as bound already.
  void written(Object changed, String exceptFor) {
    if (!isWatched || !canChange(changed)) {
      return;
    }
    for (Map.Entry<String, Object> entry : topLevel.entrySet()) {
      boolean isSame = entry.getValue() == changed;
      if (isSame && !entry.getKey().equals(exceptFor)) {
        Set<String> all = new LinkedHashSet<>(reads);
        all.add(entry.getKey());
        observer.written(entry.getKey(), run.line(), changed, Collections.unmodifiableSet(all));
      }
    }
  }

  private static boolean canChange(Object value) {
    return value instanceof ForeignValue
        || value instanceof ListValue
        || value instanceof DictValue
        || value instanceof SetValue;
  }
}
