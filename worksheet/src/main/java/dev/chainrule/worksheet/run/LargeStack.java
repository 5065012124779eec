package dev.chainrule.worksheet.run;

import dev.chainrule.GradMode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gives work a stack that holds whatever nesting the limits allow: a worksheet's functions call
/// each other through a dozen Java frames each.
public final class LargeStack {
  private static final long BYTES = 256L << 20;

  private LargeStack() {}

  /// Does the work on a thread with a large stack, waits for it, and passes on its result or its
  /// exception. On such a thread already, it just does the work. An interruption is passed on to
  /// that thread, whose budget sees it.
  public static <T> T call(Supplier<T> work) {
    if (Thread.currentThread() instanceof Worker<?>) {
      return work.get();
    }
    Worker<T> worker = new Worker<>(GradMode.inheriting(work));
    worker.start();
    boolean wasInterrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        wasInterrupted = true;
        worker.interrupt();
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    return worker.result();
  }

  /// Keeps what the work gave.
  private static final class Worker<T> extends Thread {
    private final Supplier<T> work;
    private @Nullable T result;
    private @Nullable RuntimeException exception;
    private @Nullable Error error;

    Worker(Supplier<T> work) {
      super(null, null, "worksheet", BYTES);
      this.work = work;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        result = work.get();
      } catch (RuntimeException e) {
        exception = e;
      } catch (Error e) {
        error = e;
      }
    }

    T result() {
      if (exception != null) {
        throw exception;
      }
      if (error != null) {
        throw error;
      }
      return java.util.Objects.requireNonNull(result);
    }
  }
}
