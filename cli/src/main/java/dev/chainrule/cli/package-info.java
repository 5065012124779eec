/// The command `chainrule`.
@NullMarked
package dev.chainrule.cli;

import org.jspecify.annotations.NullMarked;
