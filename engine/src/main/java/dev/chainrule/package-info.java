/// The public face: tensors, scalars, random numbers, gradients. Everything here delegates.
@NullMarked
package dev.chainrule;

import org.jspecify.annotations.NullMarked;
