package dev.chainrule;

import java.util.function.Supplier;

/// Whether operations are recorded for a backward pass. They are, unless inside [#noGrad].
public final class GradMode {
  private static final ScopedValue<Boolean> DISABLED = ScopedValue.newInstance();

  private GradMode() {}

  /// Whether this thread records.
  public static boolean isEnabled() {
    return !DISABLED.isBound();
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
