/// Where parameters start: distributions from which they are drawn, with their papers.
@NullMarked
package dev.chainrule.nn.init;

import org.jspecify.annotations.NullMarked;
