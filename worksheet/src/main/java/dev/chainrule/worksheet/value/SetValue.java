package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set. Its order is visible (`print`, `list`, `for`), so entries are placed as CPython places
/// them (`Objects/setobject.c`): open addressing, short linear probes, then jumps that mix in the
/// hash.
public final class SetValue {
  private static final int LEAST_SIZE = 8;
  private static final int LINEAR_PROBES = 9;
  private static final int PERTURB_SHIFT = 5;

  /// A member takes the memory of so many entries of a list.
  private static final int ITEMS_PER_MEMBER = 3;

  private static final int LARGE = 50_000;

  /// Stands where an entry was removed, so that probes go on past it.
  private static final Object REMOVED = new Object();

  private final RunState run;
  private @Nullable Object[] keys = new @Nullable Object[LEAST_SIZE];
  private long[] hashes = new long[LEAST_SIZE];

  /// Places that are not empty, among them those of removed entries.
  private int filled;

  private int size;

  /// Where `pop` looks next.
  private int finger;

  /// An empty set.
  public SetValue(RunState run) {
    run.budget().items(0);
    this.run = run;
  }

  /// The number of members.
  public int size() {
    return size;
  }

  /// The members, in the order of their places; a copy.
  public List<Object> members() {
    List<Object> members = new ArrayList<>(size);
    for (Object key : keys) {
      if (key != null && key != REMOVED) {
        members.add(key);
      }
    }
    return members;
  }

  /// True if an equal value is a member.
  public boolean contains(Object value) {
    return isTaken(place(value, Hashing.of(run, value)));
  }

  /// Adds a value, unless an equal one is a member.
  public void add(Object value) {
    long hash = Hashing.of(run, value);
    int place = place(value, hash);
    if (isTaken(place)) {
      return;
    }
    run.budget().items(ITEMS_PER_MEMBER);
    boolean fillsGap = keys[place] == REMOVED;
    keys[place] = value;
    hashes[place] = hash;
    filled += fillsGap ? 0 : 1;
    size++;
    if (!fillsGap && filled * 5L >= (keys.length - 1) * 3L) {
      resize(size > LARGE ? size * 2L : size * 4L);
    }
  }

  /// Adds all members of another set.
  public void addAll(SetValue other) {
    if (other.size == 0 || other == this) {
      return;
    }
    run.budget().items((long) other.size * ITEMS_PER_MEMBER);
    if ((filled + (long) other.size) * 5 >= (keys.length - 1) * 3L) {
      resize((size + (long) other.size) * 2);
    }
    if (filled > 0) {
      for (Object member : other.members()) {
        add(member);
      }
    } else if (keys.length == other.keys.length && other.filled == other.size) {
      keys = other.keys.clone();
      hashes = other.hashes.clone();
      filled = other.size;
      size = other.size;
    } else {
      insertAll(other.keys, other.hashes);
    }
  }

  /// A set with the same members.
  public SetValue copy() {
    SetValue copy = new SetValue(run);
    copy.addAll(this);
    return copy;
  }

  /// Removes a value; false if it was no member.
  public boolean remove(Object value) {
    int place = place(value, Hashing.of(run, value));
    if (!isTaken(place)) {
      return false;
    }
    removeAt(place);
    return true;
  }

  /// Removes any member and returns it; null if there is none.
  public @Nullable Object pop() {
    if (size == 0) {
      return null;
    }
    int place = finger & (keys.length - 1);
    Object key = keys[place];
    while (key == null || key == REMOVED) {
      place = (place + 1) & (keys.length - 1);
      key = keys[place];
    }
    removeAt(place);
    finger = place + 1;
    return key;
  }

  /// Removes all members.
  public void clear() {
    keys = new @Nullable Object[LEAST_SIZE];
    hashes = new long[LEAST_SIZE];
    filled = 0;
    size = 0;
    finger = 0;
  }

  /// Takes over the members of another set, which is not used afterwards, and their places.
  void become(SetValue other) {
    keys = other.keys;
    hashes = other.hashes;
    filled = other.filled;
    size = other.size;
  }

  private void removeAt(int place) {
    keys[place] = REMOVED;
    hashes[place] = -1;
    size--;
  }

  /// Where the value is, or else where it would go: the first place on the way whose entry was
  /// removed, or the empty one at the end of the way.
  private int place(Object value, long hash) {
    int mask = keys.length - 1;
    long perturb = hash;
    int i = (int) (hash & mask);
    int free = -1;
    while (true) {
      int last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (int place = i; place <= last; place++) {
        Object key = keys[place];
        if (key == null) {
          return free >= 0 ? free : place;
        }
        if (key == REMOVED) {
          free = free >= 0 ? free : place;
        } else if (hashes[place] == hash && Equality.isSameKey(run, key, value)) {
          return place;
        }
      }
      perturb >>>= PERTURB_SHIFT;
      i = (int) ((i * 5L + 1 + perturb) & mask);
    }
  }

  private boolean isTaken(int place) {
    return keys[place] != null && keys[place] != REMOVED;
  }

  private void resize(long least) {
    int length = LEAST_SIZE;
    while (length <= least) {
      length <<= 1;
    }
    @Nullable Object[] oldKeys = keys;
    long[] oldHashes = hashes;
    keys = new @Nullable Object[length];
    hashes = new long[length];
    filled = 0;
    size = 0;
    insertAll(oldKeys, oldHashes);
  }

  /// Puts entries that are all different into a table without removed entries.
  private void insertAll(@Nullable Object[] newKeys, long[] newHashes) {
    for (int i = 0; i < newKeys.length; i++) {
      Object key = newKeys[i];
      if (key != null && key != REMOVED) {
        int place = emptyPlace(newHashes[i]);
        keys[place] = key;
        hashes[place] = newHashes[i];
        filled++;
        size++;
      }
    }
  }

  private int emptyPlace(long hash) {
    int mask = keys.length - 1;
    long perturb = hash;
    int i = (int) (hash & mask);
    while (true) {
      int last = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (int place = i; place <= last; place++) {
        if (keys[place] == null) {
          return place;
        }
      }
      perturb >>>= PERTURB_SHIFT;
      i = (int) ((i * 5L + 1 + perturb) & mask);
    }
  }
}
