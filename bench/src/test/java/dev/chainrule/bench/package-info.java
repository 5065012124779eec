/// Tests of what measures, not of speed.
@NullMarked
package dev.chainrule.bench;

import org.jspecify.annotations.NullMarked;
