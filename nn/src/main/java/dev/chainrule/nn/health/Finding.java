package dev.chainrule.nn.health;

/// Something about a training that deserves attention.
///
/// @param id of the rule, such as `saturated-units`
/// @param value what was measured; NaN where it is no number
/// @param threshold what the rule compares it with
/// @param message what was measured, why it matters, and what to try, in sentences
public record Finding(String id, double value, double threshold, String message) {}
