/// Worksheets: files in the part of Python that people write when they work a backward pass. This
/// package holds what every part of a run shares: its budget, its decisions, its output, its
/// errors.
@NullMarked
package dev.chainrule.worksheet;

import org.jspecify.annotations.NullMarked;
