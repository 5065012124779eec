package dev.chainrule.check.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mistake that explains a wrong gradient.
///
/// @param id the name of the mistake; `unknown` where none fits
/// @param because the evidence
/// @param fix a line that mends it and was tried, or null
public record Diagnosis(String id, Certainty certainty, String because, @Nullable Fix fix) {
  /// The name of what no mistake explains.
  public static final String UNKNOWN = "unknown";

  /// How sure a name is.
  public enum Certainty {
    /// No other mistake gives these numbers.
    UNIQUE,
    /// Several give them, on every input that was tried.
    AMBIGUOUS,
    /// None does.
    NONE;

    /// In lower case, as reports show it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
