/// Tests of the gradient check.
@NullMarked
package dev.chainrule.check.gradient;

import org.jspecify.annotations.NullMarked;
