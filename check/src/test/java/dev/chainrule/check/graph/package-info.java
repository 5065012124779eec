/// Tests of recorded graphs.
@NullMarked
package dev.chainrule.check.graph;

import org.jspecify.annotations.NullMarked;
