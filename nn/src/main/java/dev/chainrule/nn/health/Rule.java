package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// Looks for one illness in what was measured.
interface Rule {
  /// What it found; null where there is nothing to say.
  @Nullable Finding check(HealthReport report);
}
