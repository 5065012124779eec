/// Gradient checking, and the comparison of gradients written by hand with those of the engine.
@NullMarked
package dev.chainrule.check;

import org.jspecify.annotations.NullMarked;
