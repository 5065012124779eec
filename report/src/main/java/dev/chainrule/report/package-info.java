/// What the command and the lab both say: reports as JSON, the graph as a picture, and the
/// worksheets that come along.
@NullMarked
package dev.chainrule.report;

import org.jspecify.annotations.NullMarked;
