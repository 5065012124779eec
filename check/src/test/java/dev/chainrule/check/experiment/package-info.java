/// Tests of experiments.
@NullMarked
package dev.chainrule.check.experiment;

import org.jspecify.annotations.NullMarked;
