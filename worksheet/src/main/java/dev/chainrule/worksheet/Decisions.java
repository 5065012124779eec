package dev.chainrule.worksheet;

/// Keeps two runs of one worksheet on the same path.
///
/// The second run computes in float64 what the first computed in float32, so a comparison of two
/// floats, a truth value or a rounding may come out differently there, and the two would no longer
/// be about the same computation. Every place where something discrete is made of floats therefore
/// asks here: the first run's answers are written down, and the second run is given them again, in
/// order.
public interface Decisions {
  /// The truth to go on with, where this run computed `own`.
  boolean decide(boolean own);

  /// The whole number to go on with, where this run computed `own`.
  long decide(long own);

  /// The value to go on with, where this run computed `own`; for anything discrete that is neither
  /// a truth nor a whole number, such as the indices that an `argmax` found. It must not be changed
  /// afterwards.
  <T> T decide(T own);

  /// For a run that is on its own: everything stays as computed.
  static Decisions free() {
    return Free.INSTANCE;
  }

  /// Nothing is written down.
  enum Free implements Decisions {
    INSTANCE;

    @Override
    public boolean decide(boolean own) {
      return own;
    }

    @Override
    public long decide(long own) {
      return own;
    }

    @Override
    public <T> T decide(T own) {
      return own;
    }
  }
}
