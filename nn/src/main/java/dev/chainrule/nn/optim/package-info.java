/// Optimisers: rules that change parameters by their gradients, schedules of their rate, clipping.
@NullMarked
package dev.chainrule.nn.optim;

import org.jspecify.annotations.NullMarked;
