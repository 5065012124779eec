package dev.chainrule.worksheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The decisions of one run, to be taken again by another: give {@link #recording} to the first run
/// and {@link #replay} to the second.
public final class DecisionLog {
  private static final int FIRST_CAPACITY = 64;

  private final BitSet truths = new BitSet();
  private int truthCount;
  private long[] numbers = new long[FIRST_CAPACITY];
  private int numberCount;
  private final List<Object> values = new ArrayList<>();

  /// A log in which nothing is written yet.
  public DecisionLog() {}

  /// Decisions that are taken as computed, and written down.
  public Decisions recording() {
    return new Recording();
  }

  /// The decisions that were written down, from the first one on.
  public Decisions replay() {
    return new Replay();
  }

  private final class Recording implements Decisions {
    @Override
    public boolean decide(boolean own) {
      truths.set(truthCount++, own);
      return own;
    }

    @Override
    public long decide(long own) {
      if (numberCount == numbers.length) {
        numbers = Arrays.copyOf(numbers, numberCount * 2);
      }
      numbers[numberCount++] = own;
      return own;
    }

    @Override
    public <T> T decide(T own) {
      values.add(own);
      return own;
    }
  }

  private final class Replay implements Decisions {
    private int truth;
    private int number;
    private int value;

    @Override
    public boolean decide(boolean own) {
      requireWritten(truth, truthCount);
      return truths.get(truth++);
    }

    @Override
    public long decide(long own) {
      requireWritten(number, numberCount);
      return numbers[number++];
    }

    @Override
    @SuppressWarnings("unchecked") // the second run asks the same questions in the same order
    public <T> T decide(T own) {
      requireWritten(value, values.size());
      Object written = values.get(value++);
      if (written.getClass() != own.getClass()) {
        throw astray();
      }
      return (T) written;
    }

    private static void requireWritten(int next, int count) {
      if (next >= count) {
        throw astray();
      }
    }

    private static WorksheetException astray() {
      return new WorksheetException(
          "the run in float64 came to a decision that the first run did not take here");
    }
  }
}
