package dev.chainrule.worksheet;

/// What all parts of one run of a worksheet share. A run belongs to one thread.
public final class RunState {
  private final Budget budget;
  private final Decisions decisions;
  private final Output output = new Output();
  private int line;

  /// A run that is about to begin.
  public RunState(Limits limits, Decisions decisions) {
    this.budget = new Budget(limits);
    this.decisions = decisions;
  }

  /// What may still be used.
  public Budget budget() {
    return budget;
  }

  /// Where everything discrete that is made of floats is decided.
  public Decisions decisions() {
    return decisions;
  }

  /// What has been printed.
  public Output output() {
    return output;
  }

  /// The line of the statement that is being run, counted from 1; 0 before the first.
  public int line() {
    return line;
  }

  /// Notes that a statement begins.
  public void beginStatement(int atLine) {
    line = atLine;
    budget.step();
  }
}
