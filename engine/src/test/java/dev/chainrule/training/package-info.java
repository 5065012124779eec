/// Whole trainings: what only shows over many steps.
@NullMarked
package dev.chainrule.training;

import org.jspecify.annotations.NullMarked;
