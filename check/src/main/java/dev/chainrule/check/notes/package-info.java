/// Observations on gradients written by hand that are no mistakes, or that say more than a verdict.
@NullMarked
package dev.chainrule.check.notes;

import org.jspecify.annotations.NullMarked;
