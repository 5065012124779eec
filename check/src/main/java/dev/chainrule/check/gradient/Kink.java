package dev.chainrule.check.gradient;

import java.util.List;

/// A point at which a function has no derivative: its slopes to the left and to the right differ.
/// Whatever lies between them is a subgradient, and no mistake.
///
/// @param output which entry of the output
/// @param entry which entry of the input
/// @param analytic what the rule gives there
/// @param isJump whether the function itself jumps, so that a slope has no meaning
public record Kink(
    List<Integer> output,
    List<Integer> entry,
    double left,
    double right,
    double analytic,
    boolean isJump) {}
