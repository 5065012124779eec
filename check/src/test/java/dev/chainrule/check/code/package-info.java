/// Tests of rules read as PyTorch.
@NullMarked
package dev.chainrule.check.code;

import org.jspecify.annotations.NullMarked;
