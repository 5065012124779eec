/// Which names of a worksheet are losses, forward values and gradients written by hand.
@NullMarked
package dev.chainrule.worksheet.names;

import org.jspecify.annotations.NullMarked;
