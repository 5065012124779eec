package dev.chainrule.lab.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs work that may never end: each on a thread of its own, a few at once, up to a deadline.
/// Further ones wait their turn, and beyond those it says that it is busy.
///
/// Java cannot kill a thread. At the deadline the thread is interrupted, which a worksheet's budget
/// and the doctor look at between steps whose length the limits bound. Until it has really ended
/// its place stays taken, so that no more than so many ever run. A question that is taken back is
/// interrupted in the same way, or leaves the queue.
public final class Runner implements AutoCloseable {
  /// A worksheet's functions call each other through a dozen Java frames each.
  private static final long STACK_BYTES = 256L << 20;

  private final int waiting;
  private final Duration longest;
  private final Semaphore places;
  private final AtomicInteger inside = new AtomicInteger();
  private final int atOnce;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();
  private volatile boolean isClosed;

  /// @param atOnce how many run at once
  /// @param waiting how many more may wait
  /// @param longest how long each may run
  public Runner(int atOnce, int waiting, Duration longest) {
    this.atOnce = atOnce;
    this.waiting = waiting;
    this.longest = longest;
    this.places = new Semaphore(atOnce, /* fair= */ true);
  }

  /// What is asked under a name: the thread to interrupt when it is taken back.
  private static final class Asked {
    private @Nullable Thread thread;
    private boolean isTakenBack;

    synchronized void isOn(@Nullable Thread other) {
      thread = other;
      if (isTakenBack && other != null) {
        other.interrupt();
      }
    }

    synchronized void takeBack() {
      boolean isFirst = !isTakenBack;
      isTakenBack = true;
      if (isFirst && thread != null) {
        thread.interrupt();
      }
    }

    synchronized boolean isTakenBack() {
      return isTakenBack;
    }
  }

  /// Runs `work` when its turn has come, and gives its result or its exception.
  ///
  /// @throws Problem if too many wait, if it took too long, or if it needs too much memory
  public <T> T run(Supplier<T> work) {
    return run(work, new Asked());
  }

  /// As [#run(Supplier)], for work that [#cancel] may take back.
  ///
  /// @param id a name that only who asks can know
  /// @throws Problem also if it was taken back
  public <T> T run(String id, Supplier<T> work) {
    Asked one = new Asked();
    if (asked.putIfAbsent(id, one) != null) {
      throw Problem.malformed("a question is asked under this name already: " + id);
    }
    try {
      T result = run(work, one);
      if (!one.isTakenBack()) {
        return result;
      }
    } catch (RuntimeException e) {
      if (!one.isTakenBack()) {
        throw e;
      }
    } finally {
      asked.remove(id, one);
    }
    // What was interrupted may have given half an answer, or a reason of its own.
    throw Problem.takenBack();
  }

  /// Stops what was asked under this name, if it still runs or waits.
  public void cancel(String id) {
    Asked one = asked.get(id);
    if (one != null) {
      one.takeBack();
    }
  }

  private <T> T run(Supplier<T> work, Asked one) {
    if (inside.incrementAndGet() > atOnce + waiting || isClosed) {
      inside.decrementAndGet();
      throw Problem.busy(
          "the lab is busy: %d worksheets run and %d wait; try again in a moment"
              .formatted(atOnce, waiting));
    }
    try {
      awaitPlace(one);
      return result(start(work, one));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.busy("the lab is being stopped");
    } finally {
      inside.decrementAndGet();
    }
  }

  private void awaitPlace(Asked one) throws InterruptedException {
    one.isOn(Thread.currentThread());
    try {
      places.acquire();
    } catch (InterruptedException e) {
      if (one.isTakenBack()) {
        throw Problem.takenBack();
      }
      throw e;
    } finally {
      one.isOn(null);
    }
    if (one.isTakenBack()) {
      Thread.interrupted(); // it was meant for the wait, which is over
      places.release();
      throw Problem.takenBack();
    }
  }

  private record Started<T>(Thread thread, CompletableFuture<T> result) {}

  private <T> Started<T> start(Supplier<T> work, Asked one) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable body =
        () -> {
          Throwable failure = null;
          T value = null;
          try {
            value = work.get();
          } catch (Throwable e) { // also a stack or a heap that is full: who waits must hear of it
            failure = e;
          }
          threads.remove(Thread.currentThread());
          places.release();
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        };
    Thread thread = new Thread(null, body, "lab-run", STACK_BYTES);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    one.isOn(thread);
    return new Started<>(thread, result);
  }

  private <T> T result(Started<T> started) throws InterruptedException {
    try {
      return started.result().get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      started.thread().interrupt();
      throw Problem.excessive(
          "stopped after %d s, the most that the lab gives; use smaller sizes or fewer steps"
              .formatted(longest.toSeconds()));
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private static RuntimeException rethrown(Throwable failure) {
    return switch (failure) {
      case RuntimeException e -> e;
      case StackOverflowError _ ->
          Problem.excessive("this is nested too deeply for the lab; use fewer steps");
      case OutOfMemoryError _ ->
          Problem.excessive("this needs more memory than the lab has; use smaller sizes");
      default -> new IllegalStateException(failure);
    };
  }

  /// How many threads have not ended.
  public int running() {
    return threads.size();
  }

  /// How many run or wait.
  int inside() {
    return inside.get();
  }

  /// Stops what runs, and takes nothing more.
  @Override
  public void close() {
    isClosed = true;
    threads.forEach(Thread::interrupt);
  }
}
