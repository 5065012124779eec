package dev.chainrule.worksheet;

import java.util.concurrent.TimeUnit;

/// What one run has used so far of its {@link Limits}. Whatever costs is charged *before* it is
/// done, and over a limit the charge is an error that says which limit it was. A run whose thread
/// is interrupted ends in the same way.
///
/// Not safe for several threads: a run belongs to one.
public final class Budget {
  private static final int CHARACTERS_PER_ITEM = 16;
  private static final long PRODUCTS_PER_STEP = 32;
  private static final long BYTES_PER_ITEM = 64;
  private static final long BYTES_PER_ELEMENT = 8;
  private static final long STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 1024;

  private final Limits limits;
  private final Heap heap = new Heap();
  private final long startNanos = System.nanoTime();
  private long statements;
  private long items;
  private long elements;
  private long multiplyAdds;
  private long calls;
  private long nesting;
  private long nextLookAtTheClock = STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;

  /// A budget of which nothing has been used.
  public Budget(Limits limits) {
    this.limits = limits;
  }

  /// What the run must stay within.
  public Limits limits() {
    return limits;
  }

  /// Charges one statement, or one step of something that goes through a sequence.
  public void step() {
    steps(1);
  }

  /// Charges work worth several statements.
  public void steps(long count) {
    statements = sum(statements, count);
    if (statements > limits.statements()) {
      throw over("statements run", statements, limits.statements(), "does a loop not end?");
    }
    if (statements >= nextLookAtTheClock) {
      nextLookAtTheClock = statements + STEPS_BETWEEN_LOOKS_AT_THE_CLOCK;
      checkTime();
    }
  }

  /// Charges entries of a list, tuple, dictionary or set that is made or grows, and one more for
  /// the container.
  public void items(long count) {
    long made = sum(count, 1);
    items = sum(items, made);
    if (items > limits.items()) {
      throw over(
          "entries of lists, tuples, dictionaries and strings",
          items,
          limits.items(),
          "use a tensor for many numbers");
    }
    heap.charge(product(made, BYTES_PER_ITEM));
  }

  /// Charges a string that is about to be made.
  public void text(long characters) {
    if (characters > limits.characters()) {
      throw over("characters in one string", characters, limits.characters(), "shorten it");
    }
    items(characters / CHARACTERS_PER_ITEM);
  }

  /// Checks the size of an integer that is about to be made, and charges the work.
  public void integer(long bits) {
    if (bits > limits.integerBits()) {
      throw over("bits of an integer", bits, limits.integerBits(), "use a float");
    }
    steps(bits / Long.SIZE);
  }

  /// Charges a product, a quotient or a conversion of integers of these sizes, which takes time by
  /// the product of their lengths.
  public void longArithmetic(long bits, long otherBits) {
    steps(bits / Long.SIZE * (otherBits / Long.SIZE) / PRODUCTS_PER_STEP);
  }

  /// Charges the elements of a tensor that is about to be allocated.
  public void elements(long count) {
    if (count > limits.tensorElements()) {
      throw over("elements of one tensor", count, limits.tensorElements(), "make it smaller");
    }
    elements = sum(elements, count);
    if (elements > limits.elements()) {
      throw over(
          "elements of all tensors made",
          elements,
          limits.elements(),
          "make fewer or smaller ones");
    }
    heap.charge(product(count, BYTES_PER_ELEMENT));
    checkTime();
  }

  /// Charges the multiplications with addition of a product that is about to be computed.
  public void multiplyAdds(long count) {
    multiplyAdds = sum(multiplyAdds, count);
    if (multiplyAdds > limits.multiplyAdds()) {
      throw over(
          "multiply-adds", multiplyAdds, limits.multiplyAdds(), "use smaller sizes or fewer steps");
    }
  }

  /// Enters a function of the worksheet.
  public void enterCall() {
    calls++;
    if (calls > limits.calls()) {
      throw over(
          "calls inside calls", calls, limits.calls(), "does a function call itself without end?");
    }
  }

  /// Leaves a function of the worksheet.
  public void leaveCall() {
    calls--;
  }

  /// Enters an expression, or a value inside another one.
  public void enter() {
    nesting++;
    if (nesting > limits.nesting()) {
      throw over(
          "expressions or values inside each other",
          nesting,
          limits.nesting(),
          "give the inner parts names of their own");
    }
  }

  /// Leaves an expression, or a value inside another one.
  public void leave() {
    nesting--;
  }

  private void checkTime() {
    if (Thread.currentThread().isInterrupted()) {
      throw new WorksheetException("the run was stopped before its end");
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    if (seconds >= limits.seconds()) {
      throw over("seconds", seconds, limits.seconds(), "do less in one worksheet");
    }
  }

  private static WorksheetException over(String what, long reached, long limit, String advice) {
    return new WorksheetException(
        "too many " + what + ": " + reached + " reached, the limit is " + limit + "; " + advice);
  }

  private static long product(long count, long bytes) {
    return count > Long.MAX_VALUE / bytes ? Long.MAX_VALUE : count * bytes;
  }

  /// The sum of two counts, or the largest one if that is too large to count.
  private static long sum(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
