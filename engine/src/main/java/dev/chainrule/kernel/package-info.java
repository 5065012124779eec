/// Loops over arrays, offsets and strides. They know nothing of tensors or gradients.
@NullMarked
package dev.chainrule.kernel;

import org.jspecify.annotations.NullMarked;
