/// A training of a model of text, from its settings to a checkpoint that goes on.
@NullMarked
package dev.chainrule.nn.run;

import org.jspecify.annotations.NullMarked;
