/// The recorded graph and the one backward pass that runs over it in any algebra.
@NullMarked
package dev.chainrule.tape;

import org.jspecify.annotations.NullMarked;
