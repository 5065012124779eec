/// What the command and the lab both say of a training, and the names that it reads by default.
@NullMarked
package dev.chainrule.report.train;

import org.jspecify.annotations.NullMarked;
