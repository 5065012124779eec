/// Ours and others on the same work, in turn.
@NullMarked
package dev.chainrule.bench;

import org.jspecify.annotations.NullMarked;
