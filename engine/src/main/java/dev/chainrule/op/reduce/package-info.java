/// Operations that fold or scan dimensions, one file each.
@NullMarked
package dev.chainrule.op.reduce;

import org.jspecify.annotations.NullMarked;
