/// Rules read as lines of PyTorch, in the author's names.
@NullMarked
package dev.chainrule.check.python;

import org.jspecify.annotations.NullMarked;
