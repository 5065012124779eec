/// Reading and writing by index, one file each.
@NullMarked
package dev.chainrule.op.index;

import org.jspecify.annotations.NullMarked;
