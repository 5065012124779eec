/// Tests of rules read as PyTorch.
@NullMarked
package dev.chainrule.check.python;

import org.jspecify.annotations.NullMarked;
