/// Compares backward passes written by hand, in a worksheet or in Java, with the engine's
/// gradients.
@NullMarked
package dev.chainrule.check;

import org.jspecify.annotations.NullMarked;
