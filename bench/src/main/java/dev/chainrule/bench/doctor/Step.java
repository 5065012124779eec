package dev.chainrule.bench.doctor;

import java.util.List;

/// Lines of a backward pass that follow each other and write one name.
///
/// @param label the name, with `#2` and so on where it was written before
/// @param name the name that the lines write
/// @param lines as they are, but for the margin
record Step(String label, String name, List<String> lines) {}
