package dev.chainrule;

import java.util.function.Supplier;

/// Whether operations are recorded for a backward pass. They are, unless inside [#noGrad]. What is
/// kept for it is what the rules read, unless inside [#keepingValues].
public final class GradMode {
  private static final ScopedValue<Boolean> DISABLED = ScopedValue.newInstance();
  private static final ScopedValue<Boolean> KEEPING = ScopedValue.newInstance();

  private GradMode() {}

  /// Whether this thread records.
  public static boolean isEnabled() {
    return !DISABLED.isBound();
  }

  /// Whether this thread keeps the values of all inputs and outputs on the tape.
  static boolean keepsValues() {
    return KEEPING.isBound();
  }

  /// Runs `body` and keeps on the tape every input and output of every operation, so that a graph
  /// can be shown and explained, and other rules be tried on it. Costs the memory of all of them.
  public static <R> R keepingValues(Supplier<R> body) {
    return ScopedValue.where(KEEPING, true).call(body::get);
  }

  /// `body` with the modes of this thread, whichever thread it runs on.
  public static <R> Supplier<R> inheriting(Supplier<R> body) {
    boolean records = isEnabled();
    boolean keeps = keepsValues();
    return () -> {
      Supplier<R> recording = records ? body : () -> noGrad(body);
      return keeps ? keepingValues(recording) : recording.get();
    };
  }

  /// Runs `body` without recording, on this thread and in what it starts with structured
  /// concurrency.
  public static void noGrad(Runnable body) {
    ScopedValue.where(DISABLED, true).run(body);
  }

  /// As [#noGrad(Runnable)], and returns what `body` returns.
  public static <R> R noGrad(Supplier<R> body) {
    return ScopedValue.where(DISABLED, true).call(body::get);
  }
}
