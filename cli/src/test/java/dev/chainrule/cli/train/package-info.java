/// The commands that train a model of text, and use it.
@NullMarked
package dev.chainrule.cli.train;

import org.jspecify.annotations.NullMarked;
