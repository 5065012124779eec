/// The training loop.
@NullMarked
package dev.chainrule.nn.train;

import org.jspecify.annotations.NullMarked;
