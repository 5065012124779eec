package dev.chainrule.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Has ours and the others do works in turn.
///
/// Every contestant is a process of its own, and ours a fresh one for every work, as a program that
/// does only this would be. They are measured in rounds (ours, one peer, the next peer, ours, …),
/// so that whatever else the machine does meets all of them.
final class Match implements AutoCloseable {
  /// Who spends time in Java that the JVM compiles while it runs.
  private static final Set<String> COMPILING =
      Set.of(Contestants.OURS, Contestants.ONE_THREAD, Contestants.DJL);

  /// How long threads of OpenMP and OpenBLAS may spin after their work: Intel's OpenMP 200 ms. They
  /// take a core from whose turn is next.
  private static final Duration SPINNING = Duration.ofMillis(250);

  private final Path folder;
  private final Pace pace;
  private final Consumer<String> progress;
  private final List<Contestants.Entry> entries = new ArrayList<>();
  private final Map<String, Child> peers = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /// Starts the peers.
  ///
  /// @param folder where inputs and scripts are put
  /// @param progress is told of everything that goes wrong
  Match(Path folder, Pace pace, Consumer<String> progress) throws IOException {
    this.folder = folder;
    this.pace = pace;
    this.progress = progress;
    String core = Contestants.openBlasCore();
    for (Contestants.Entry peer : Contestants.peers(folder, core)) {
      try {
        peers.put(peer.name(), peer.start(1));
        entries.add(peer);
      } catch (UnavailableException e) {
        notes.add(missing(peer, e));
      }
    }
    if (!core.isEmpty()) {
      notes.add(
          "OpenBLAS does not know this processor, so it and PyTorch run with OPENBLAS_CORETYPE="
              + core);
    }
  }

  /// What is said of a peer that does not take part.
  static String missing(Contestants.Entry peer, UnavailableException reason) {
    return "%s is missing (%s); to have it: %s"
        .formatted(peer.name(), reason.getMessage(), peer.install());
  }

  /// Names and versions of the peers that take part.
  Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    peers.forEach((name, child) -> versions.put(name, child.name()));
    return versions;
  }

  /// A sentence for each peer that does not take part, and for whatever else readers must know.
  List<String> notes() {
    return List.copyOf(notes);
  }

  /// Does `work` with all who can.
  Row play(Work work) throws IOException {
    Inputs inputs = new Inputs(folder);
    List<Child> started = new ArrayList<>();
    try {
      Task task = work.task().apply(inputs);
      List<Entrant> entrants = new ArrayList<>();
      enter(entrants, Contestants.OURS, start(started, Contestants.ours(), work.threads()), task);
      if (work.threads() > 1) {
        enter(entrants, Contestants.ONE_THREAD, start(started, Contestants.ours(), 1), task);
      }
      boolean memory = work.unit() instanceof Unit.Memory;
      boolean fresh = work.threads() > 1 || memory;
      for (Contestants.Entry peer : entries) {
        if (memory && peer.name().equals(Contestants.C)) {
          continue; // most of that process is the JVM that calls it
        }
        Optional<Child> child =
            fresh
                ? start(started, peer, work.threads())
                : Optional.ofNullable(peers.get(peer.name()));
        enter(entrants, peer.name(), child, task);
      }
      return row(work, entrants);
    } finally {
      started.forEach(Child::close);
      inputs.delete();
    }
  }

  private Optional<Child> start(List<Child> started, Contestants.Entry entry, int threads) {
    try {
      Child child = entry.start(threads);
      started.add(child);
      return Optional.of(child);
    } catch (UnavailableException e) {
      progress.accept(entry.name() + " did not start: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void enter(List<Entrant> entrants, String name, Optional<Child> child, Task task) {
    if (child.isEmpty()) {
      return;
    }
    try {
      child
          .get()
          .prepare(task)
          .ifPresent(answer -> entrants.add(new Entrant(name, child.get(), answer)));
    } catch (IOException e) {
      progress.accept("%s failed at %s: %s".formatted(name, task.operation(), e.getMessage()));
    }
  }

  private Row row(Work work, List<Entrant> entrants) throws IOException {
    Map<String, Double> differences = new LinkedHashMap<>();
    for (Entrant peer : entrants.subList(Math.min(1, entrants.size()), entrants.size())) {
      differences.put(
          peer.name(), Agreement.difference(entrants.getFirst().answer(), peer.answer()));
    }
    if (work.unit() instanceof Unit.Memory memory) {
      return new Row(work, memory(entrants, memory.runs()), differences, 1);
    }
    double round = 0;
    for (Entrant entrant : entrants) {
      boolean compiles = COMPILING.contains(entrant.name());
      Duration compiling = compiles ? pace.compiling() : Duration.ZERO;
      entrant.warmUp(compiles ? pace.ownWarmUp() : pace.peerWarmUp(), compiling, pace.sample());
      round += entrant.sampleTime();
    }
    int rounds = pace.rounds(round);
    Duration rest = work.threads() > 1 ? SPINNING : Duration.ZERO;
    return new Row(work, medians(entrants, rounds, rest), differences, rounds);
  }

  /// @param rest how long nobody works before each turn; if at all, a first measurement, on cores
  ///   that slept, does not count
  private static Map<String, Double> medians(List<Entrant> entrants, int rounds, Duration rest)
      throws IOException {
    double[][] figures = new double[entrants.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < figures.length; i++) {
        if (rest.isPositive()) {
          LockSupport.parkNanos(rest.toNanos());
          entrants.get(i).measure();
        }
        figures[i][round] = entrants.get(i).measure();
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    for (int i = 0; i < figures.length; i++) {
      medians.put(entrants.get(i).name(), Statistics.median(figures[i]));
    }
    return medians;
  }

  private static Map<String, Double> memory(List<Entrant> entrants, int runs) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Entrant entrant : entrants) {
      OptionalDouble bytes = entrant.memory(runs);
      bytes.ifPresent(value -> figures.put(entrant.name(), value));
    }
    return figures;
  }

  @Override
  public void close() {
    peers.values().forEach(Child::close);
  }
}
