/// Why a gradient is what it is: the chain rule in the author's own names, with its numbers.
@NullMarked
package dev.chainrule.check.explain;

import org.jspecify.annotations.NullMarked;
