/// Rules read as symbols: expressions, their simplification and printing.
@NullMarked
package dev.chainrule.expr;

import org.jspecify.annotations.NullMarked;
