/// Operations that act on each element alone, one file each.
@NullMarked
package dev.chainrule.op.elementwise;

import org.jspecify.annotations.NullMarked;
