package dev.chainrule.check.doctor;

/// An observation that is no mistake.
///
/// @param id its name: `zero-by-theorem`, `rounding`, `loss-clipped`
public record Note(String id, String because) {}
