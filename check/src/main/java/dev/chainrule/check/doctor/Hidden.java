package dev.chainrule.check.doctor;

/// A mistake that gives the right gradient at the values at hand, so that no comparison shows it.
///
/// @param id the name of the mistake
/// @param because what would be wrong, as a sentence without its full stop
/// @param cause why it is not seen
public record Hidden(String id, String because, Cause cause) {
  /// Why a mistake is not seen.
  public enum Cause {
    /// With other leaves it gives another gradient.
    VALUES,
    /// No index repeats.
    INDICES,
    /// Its values are wrong, but it has the right shape, which sizes that differ would not give it.
    SIZES
  }
}
