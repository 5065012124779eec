package dev.chainrule.array;

import org.jspecify.annotations.Nullable;

/// Buffers whose elements nobody will read again, kept for the next results of the same type and
/// length: making a fresh array costs more than computing its elements, since the JVM clears it in
/// memory that is in no cache.
///
/// Each thread has its own. What is held is bounded, and the buffers that were handed back longest
/// ago make room for later ones.
public final class Recycling {
  /// Shorter arrays are made faster than found.
  private static final int SHORTEST = 128;

  /// How many buffers are held, and how many elements in all of them.
  private static final int MOST = 32;

  private static final int MOST_ELEMENTS = 1 << 22;

  private static final ThreadLocal<Recycling> MINE = ThreadLocal.withInitial(Recycling::new);

  private final @Nullable Buffer[] held = new Buffer[MOST];
  private int count;
  private int elements;

  private Recycling() {}

  /// A buffer to be overwritten whole: what is in it is undefined.
  public static Buffer allocate(DType dtype, int length) {
    if (length >= SHORTEST && length <= MOST_ELEMENTS) {
      Buffer found = MINE.get().take(dtype, length);
      if (found != null) {
        return found;
      }
    }
    return Buffer.allocate(dtype, length);
  }

  /// Hands back a buffer. Nothing else may look into it any more.
  public static void recycle(Buffer buffer) {
    if (buffer.length() >= SHORTEST && buffer.length() <= MOST_ELEMENTS) {
      MINE.get().add(buffer);
    }
  }

  private @Nullable Buffer take(DType dtype, int length) {
    for (int i = count - 1; i >= 0; i--) {
      Buffer buffer = held[i];
      if (buffer != null && buffer.length() == length && buffer.dtype() == dtype) {
        remove(i);
        return buffer;
      }
    }
    return null;
  }

  private void add(Buffer buffer) {
    while (count == MOST || elements > MOST_ELEMENTS - buffer.length()) {
      remove(0);
    }
    held[count++] = buffer;
    elements += buffer.length();
  }

  private void remove(int i) {
    Buffer removed = held[i];
    elements -= removed == null ? 0 : removed.length();
    count--;
    System.arraycopy(held, i + 1, held, i, count - i);
    held[count] = null;
  }
}
