package dev.chainrule.worksheet;

/// Watches how much of Java's memory is in use while a worksheet fills it. The limits on counts are
/// the same everywhere; how much a machine can hold is not.
///
/// Looking costs next to nothing, but what is in use includes garbage. So this looks only when
/// enough may have been allocated since the last time to matter, and has the garbage collected
/// before it refuses anything.
final class Heap {
  private static final double USABLE_SHARE = 0.7;
  private static final long LEAST_BETWEEN_LOOKS = 16L << 20;

  private final long limit = (long) (Runtime.getRuntime().maxMemory() * USABLE_SHARE);
  private long sinceLook;
  private long nextLook = LEAST_BETWEEN_LOOKS;

  /// Notes that so many bytes, at most, are about to be allocated.
  void charge(long bytes) {
    sinceLook += Math.clamp(bytes, 0, Long.MAX_VALUE / 4);
    if (sinceLook >= nextLook) {
      look(bytes);
    }
  }

  private void look(long wanted) {
    long used = used();
    if (used > limit - wanted) {
      System.gc();
      used = used();
    }
    if (used > limit - wanted) {
      throw new WorksheetException(
          "too much memory: "
              + (used >> 20)
              + " MB are in use and "
              + (wanted >> 20)
              + " MB more are needed, the limit is "
              + (limit >> 20)
              + "; use smaller sizes");
    }
    sinceLook = 0;
    nextLook = Math.max(LEAST_BETWEEN_LOOKS, (limit - used) / 2);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
