/// Tests of the comparison of gradients written by hand.
@NullMarked
package dev.chainrule.check.explain;

import org.jspecify.annotations.NullMarked;
