package dev.chainrule.kernel.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A fixed number of threads that share large kernels: the caller, and daemons that wait for work.
///
/// Who computes a part never matters to its result.
final class Workers {
  /// Says how many threads compute; without it, as many as there are processors.
  static final String VARIABLE = "CHAINRULE_THREADS";

  /// The system property that says the same, and is asked first.
  static final String PROPERTY = "chainrule.threads";

  /// For how many nanoseconds a thread that has nothing to do stays awake before it sleeps. Between
  /// two kernels of a training step there is rarely more, and to wake a thread takes longer than
  /// many a kernel.
  private static final long PATIENCE = 1_000_000;

  private final int count;
  private final long patience;
  private final ExecutorService helpers;

  /// Part of a loop: the indices from `from` up to, not including, `to`.
  interface Part {
    void run(int from, int to);
  }

  /// What waits for a helper, or makes it wait: for some time without sleeping.
  @SuppressWarnings("serial") // it is never written
  private static final class Queue extends LinkedBlockingQueue<Runnable> {
    private final long patience;

    Queue(long patience) {
      this.patience = patience;
    }

    @Override
    public Runnable take() throws InterruptedException {
      spin(patience, () -> !isEmpty());
      return super.take();
    }
  }

  Workers(int count) {
    this.count = count;
    // Where threads share cores, one that stays awake takes time from another.
    patience = count <= Runtime.getRuntime().availableProcessors() ? PATIENCE : 0;
    int others = Math.max(1, count - 1);
    // Threads are made when they first have work.
    helpers =
        new ThreadPoolExecutor(
            others,
            others,
            0,
            TimeUnit.NANOSECONDS,
            new Queue(patience),
            Thread.ofPlatform().daemon().name("chainrule-", 1).factory());
  }

  /// Returns once `condition` holds, or after `patience` nanoseconds; other processes that need the
  /// core have it meanwhile.
  @SuppressWarnings("ThreadPriorityCheck") // what is computed does not rely on it
  private static void spin(long patience, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean() && System.nanoTime() - start < patience) {
      Thread.yield();
    }
  }

  /// The number of threads that `value` of the environment's variable asks for.
  static int wanted(@Nullable String value) {
    if (value == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!value.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalStateException(
          VARIABLE + ": must be a whole number of threads from 1 to 9999; given '" + value + "'");
    }
    return Integer.parseInt(value);
  }

  int count() {
    return count;
  }

  /// Runs `part` over 0 to `size`: at once where its `work` is less than is worth a second thread,
  /// else as [#split] does.
  void share(long work, long worth, int size, int unit, Part part) {
    if (count == 1 || work < worth) {
      part.run(0, size);
    } else {
      split(size, unit, part);
    }
  }

  /// Runs `part` over 0 to `size`, cut into nearly equal parts, one a thread, at multiples of
  /// `unit`. An error of a part is thrown once all have ended.
  void split(int size, int unit, Part part) {
    int units = Math.ceilDiv(size, unit);
    int parts = Math.min(count, units);
    List<Future<?>> others = new ArrayList<>(parts - 1);
    for (int p = 1; p < parts; p++) {
      int from = bound(p, parts, units, unit, size);
      int to = bound(p + 1, parts, units, unit, size);
      others.add(helpers.submit(() -> part.run(from, to)));
    }
    try {
      part.run(0, bound(1, parts, units, unit, size));
    } finally {
      others.forEach(this::join);
    }
  }

  private static int bound(int part, int parts, int units, int unit, int size) {
    return Math.min(size, (int) ((long) units * part / parts) * unit);
  }

  private void join(Future<?> part) {
    spin(patience, part::isDone);
    boolean interrupted = false;
    while (true) {
      try {
        part.get();
        break;
      } catch (InterruptedException e) {
        // The part writes into the caller's arrays, so there is no leaving before it ends.
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a part of a kernel failed", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
