/// Tests of the comparison of gradients written by hand.
@NullMarked
package dev.chainrule.check;

import org.jspecify.annotations.NullMarked;
