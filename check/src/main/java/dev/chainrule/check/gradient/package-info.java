/// Checks of the engine's gradients, and of users' own operations, against finite differences.
@NullMarked
package dev.chainrule.check.gradient;

import org.jspecify.annotations.NullMarked;
