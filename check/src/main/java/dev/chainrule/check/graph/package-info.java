/// A recorded computation with all its values, as a graph that can be walked, explained and drawn.
@NullMarked
package dev.chainrule.check.graph;

import org.jspecify.annotations.NullMarked;
