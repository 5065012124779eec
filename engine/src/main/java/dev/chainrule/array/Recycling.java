package dev.chainrule.array;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Buffers whose elements nobody will read again, kept for the next results of the same type and
/// length: making a fresh array costs more than computing its elements, since the JVM clears it in
/// memory that is in no cache.
///
/// Each thread has its own. What is held is bounded; the lengths that were asked for longest ago
/// make room for others. Where assertions are enabled, as in tests, buffers of all lengths are
/// held, and what was in them is overwritten, so that who reads it gets NaN.
public final class Recycling {
  /// Shorter arrays are made faster than found.
  private static final int SHORTEST = Recycling.class.desiredAssertionStatus() ? 1 : 128;

  /// How many elements are held in all.
  private static final int MOST_ELEMENTS = 1 << 22;

  /// How many types and lengths are told apart.
  private static final int MOST_SHELVES = 64;

  private static final ThreadLocal<Recycling> MINE = ThreadLocal.withInitial(Recycling::new);

  private final Shelf[] shelves = new Shelf[MOST_SHELVES];
  private int shelfCount;
  private long elements;
  private long most = MOST_ELEMENTS;
  private long now;

  private Recycling() {}

  /// A buffer to be overwritten whole: what is in it is undefined.
  public static Buffer allocate(DType dtype, int length) {
    Buffer found = find(dtype, length);
    return found == null ? Buffer.allocate(dtype, length) : found;
  }

  /// A buffer of zeros.
  static Buffer zeros(DType dtype, int length) {
    Buffer found = find(dtype, length);
    if (found == null) {
      return Buffer.allocate(dtype, length);
    }
    found.fill(0);
    return found;
  }

  private static @Nullable Buffer find(DType dtype, int length) {
    return length < SHORTEST ? null : MINE.get().take(dtype, length);
  }

  /// Hands back a buffer. Nothing else may look into it any more.
  public static void recycle(Buffer buffer) {
    if (buffer.length() >= SHORTEST) {
      MINE.get().add(buffer);
    }
  }

  /// Hands back the first `count` of `buffers`, which users may hold: who reads them is told that
  /// they have ended. As much will be wanted again, so from now on so much more is held, until the
  /// next such call.
  public static void release(Buffer[] buffers, int count) {
    Recycling mine = MINE.get();
    mine.most = MOST_ELEMENTS;
    for (int i = 0; i < count; i++) {
      mine.most += buffers[i].length();
    }
    for (int i = 0; i < count; i++) {
      // Once only, or two results would be made in one place.
      if (!buffers[i].isReleased()) {
        Buffer storage = buffers[i].release();
        if (storage.length() >= SHORTEST) {
          mine.add(storage);
        }
      }
    }
    mine.trim();
  }

  private @Nullable Buffer take(DType dtype, int length) {
    Shelf shelf = shelf(dtype, length);
    if (shelf == null) {
      return null;
    }
    shelf.touched = ++now;
    if (shelf.count == 0) {
      return null;
    }
    elements -= length;
    return shelf.take();
  }

  private @Nullable Shelf shelf(DType dtype, int length) {
    for (int i = 0; i < shelfCount; i++) {
      Shelf shelf = shelves[i];
      if (shelf.length == length && shelf.dtype == dtype) {
        return shelf;
      }
    }
    return null;
  }

  private void add(Buffer buffer) {
    assert isOverwritten(buffer);
    int length = buffer.length();
    if (length > most) {
      return;
    }
    Shelf shelf = shelf(buffer.dtype(), length);
    if (shelf == null) {
      if (shelfCount == MOST_SHELVES) {
        remove(oldest(0));
      }
      shelf = new Shelf(buffer.dtype(), length);
      shelves[shelfCount++] = shelf;
    }
    shelf.touched = ++now;
    shelf.add(buffer);
    elements += length;
    trim();
  }

  private static boolean isOverwritten(Buffer buffer) {
    buffer.fill(buffer.dtype().isFloat() ? Double.NaN : -1e15);
    return true;
  }

  private void trim() {
    while (elements > most) {
      Shelf oldest = shelves[oldest(1)];
      elements -= oldest.length;
      oldest.take();
    }
  }

  /// The shelf that was touched longest ago, of those that hold at least so many buffers.
  private int oldest(int held) {
    int oldest = -1;
    for (int i = 0; i < shelfCount; i++) {
      boolean older = oldest < 0 || shelves[i].touched < shelves[oldest].touched;
      if (older && shelves[i].count >= held) {
        oldest = i;
      }
    }
    return oldest;
  }

  private void remove(int i) {
    elements -= (long) shelves[i].count * shelves[i].length;
    shelves[i] = shelves[--shelfCount];
  }

  /// Buffers of one type and length, the last one first.
  private static final class Shelf {
    private final DType dtype;
    private final int length;
    private @Nullable Buffer[] buffers = new Buffer[4];
    private int count;
    private long touched;

    Shelf(DType dtype, int length) {
      this.dtype = dtype;
      this.length = length;
    }

    void add(Buffer buffer) {
      if (count == buffers.length) {
        buffers = Arrays.copyOf(buffers, 2 * count);
      }
      buffers[count++] = buffer;
    }

    @Nullable Buffer take() {
      Buffer buffer = buffers[--count];
      buffers[count] = null;
      return buffer;
    }
  }
}
