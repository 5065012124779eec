/// Tests of the command.
@NullMarked
package dev.chainrule.cli;

import org.jspecify.annotations.NullMarked;
