package dev.chainrule.bench;

import java.util.function.Function;

/// A row of the table.
///
/// @param name what `--only` names
/// @param group the heading that it stands under
/// @param title what it is, in words
/// @param unit what its figures mean
/// @param target what it should reach
/// @param tolerance how far contestants may differ, relative to the largest entry of an array
/// @param threads how many threads each contestant gets
/// @param quick whether `--quick` has it
/// @param task makes the inputs and what to do with them
record Work(
    String name,
    String group,
    String title,
    Unit unit,
    Target target,
    double tolerance,
    int threads,
    boolean quick,
    Function<Inputs, Task> task) {}
