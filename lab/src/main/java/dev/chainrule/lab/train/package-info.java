/// Trainings that a reader watches live: in memory, bounded, and ended when nobody looks.
@NullMarked
package dev.chainrule.lab.train;

import org.jspecify.annotations.NullMarked;
