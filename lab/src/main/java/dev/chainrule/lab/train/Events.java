package dev.chainrule.lab.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// All that was told of a training, in order. Readers wait here for what comes next; one that comes
/// back asks for what it has not seen.
public final class Events {
  private final List<Event> all = new ArrayList<>();
  private boolean isEnded;
  private int readers;
  private long lonelySince = System.nanoTime();

  Events() {}

  synchronized void add(Event event) {
    all.add(event);
    notifyAll();
  }

  synchronized void end() {
    isEnded = true;
    notifyAll();
  }

  /// The events from the number `first` on; waits for one, but not longer than `longest`.
  public synchronized List<Event> from(int first, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    long left = longest.toMillis();
    while (all.size() <= first && !isEnded && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
    return first >= all.size() ? List.of() : List.copyOf(all.subList(first, all.size()));
  }

  /// Whether nothing comes after the first `count` events.
  public synchronized boolean isEndedAfter(int count) {
    return isEnded && count >= all.size();
  }

  /// A reader has come.
  public synchronized void join() {
    readers++;
  }

  /// A reader has gone.
  public synchronized void leave() {
    readers--;
    lonelySince = System.nanoTime();
  }

  /// Whether nobody has read for so long.
  synchronized boolean isLonelyFor(Duration duration) {
    return readers == 0 && System.nanoTime() - lonelySince > duration.toNanos();
  }
}
