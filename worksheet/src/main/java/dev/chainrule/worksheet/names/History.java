package dev.chainrule.worksheet.names;

import dev.chainrule.check.experiment.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All bindings of one run, in the order in which they were made. A moment is a position in it.
public final class History {
  private final List<Binding> bindings;
  private final Map<String, List<Integer>> moments = new LinkedHashMap<>();

  /// The history made of `bindings`.
  public History(List<Binding> bindings) {
    this.bindings = List.copyOf(bindings);
    for (int moment = 0; moment < bindings.size(); moment++) {
      String name = bindings.get(moment).name();
      moments.computeIfAbsent(name, n -> new ArrayList<>()).add(moment);
    }
  }

  /// All names, in the order in which they were first bound.
  Set<String> names() {
    return moments.keySet();
  }

  Binding at(int moment) {
    return bindings.get(moment);
  }

  /// The last moment at which `name` was bound or written; −1 where it never was.
  int last(String name) {
    List<Integer> all = moments.get(name);
    return all == null ? -1 : all.getLast();
  }

  /// The last moment not after `moment` at which `name` was bound or written; −1 where there is
  /// none.
  int last(String name, int moment) {
    List<Integer> all = moments.getOrDefault(name, List.of());
    int at = Collections.binarySearch(all, moment);
    int before = at >= 0 ? at : -at - 2;
    return before < 0 ? -1 : all.get(before);
  }

  /// All moments at which `name` was bound or written.
  List<Integer> moments(String name) {
    return Collections.unmodifiableList(moments.getOrDefault(name, List.of()));
  }

  /// Whether the value that `name` got at `moment` was read before it got its next.
  boolean isRead(String name, int moment) {
    for (int later = moment + 1; later < bindings.size(); later++) {
      if (bindings.get(later).reads().contains(name)) {
        return true;
      }
      if (bindings.get(later).name().equals(name)) {
        return false;
      }
    }
    return false;
  }

  /// What was written under `name` before its last value, as far as it is still known.
  List<Run.Writing> earlier(String name) {
    List<Run.Writing> earlier = new ArrayList<>();
    List<Integer> all = moments.getOrDefault(name, List.of());
    for (int moment : all.subList(0, Math.max(0, all.size() - 1))) {
      Binding binding = bindings.get(moment);
      if (binding.value() != null) {
        earlier.add(new Run.Writing(binding.line(), binding.value()));
      }
    }
    return earlier;
  }

  /// What `name` was bound to at `moment`, or null where it was nothing yet.
  @Nullable Binding valueOf(String name, int moment) {
    int found = last(name, moment);
    return found < 0 ? null : bindings.get(found);
  }

  /// All moments whose values went into what was bound at `moment`.
  Set<Integer> ancestry(int moment) {
    Set<Integer> seen = new LinkedHashSet<>();
    List<Integer> open = new ArrayList<>(List.of(moment));
    while (!open.isEmpty()) {
      int next = open.removeLast();
      if (next >= 0 && seen.add(next)) {
        bindings.get(next).reads().forEach(read -> open.add(last(read, next - 1)));
      }
    }
    return seen;
  }

  /// Which of the names `wanted` the last value of `name` was computed from after `since`, directly
  /// or through other names; those that were written last come last.
  List<String> reads(String name, Set<String> wanted, int since) {
    Set<String> found = new LinkedHashSet<>();
    Set<Integer> seen = new LinkedHashSet<>();
    List<Integer> open = new ArrayList<>(List.of(last(name)));
    while (!open.isEmpty()) {
      int moment = open.removeLast();
      if (moment <= since || !seen.add(moment)) {
        continue;
      }
      for (String read : bindings.get(moment).reads()) {
        if (wanted.contains(read) && !read.equals(name)) {
          found.add(read);
        } else {
          open.add(last(read, moment - 1));
        }
      }
    }
    return found.stream().sorted((a, b) -> Integer.compare(last(a), last(b))).toList();
  }
}
