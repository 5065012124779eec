/// Operations that rearrange elements without computing, one file each.
@NullMarked
package dev.chainrule.op.view;

import org.jspecify.annotations.NullMarked;
