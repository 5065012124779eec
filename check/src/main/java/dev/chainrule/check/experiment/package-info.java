/// What is checked: a forward pass with gradients written by hand, which can be run again with
/// other values.
@NullMarked
package dev.chainrule.check.experiment;

import org.jspecify.annotations.NullMarked;
