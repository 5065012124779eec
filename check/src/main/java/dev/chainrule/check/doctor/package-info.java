/// Which mistake made a gradient wrong: the candidates, and how one is told from another.
@NullMarked
package dev.chainrule.check.doctor;

import org.jspecify.annotations.NullMarked;
