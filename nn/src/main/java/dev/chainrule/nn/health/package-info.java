/// The health of a training: what is measured while it runs, and what deserves attention.
@NullMarked
package dev.chainrule.nn.health;

import org.jspecify.annotations.NullMarked;
