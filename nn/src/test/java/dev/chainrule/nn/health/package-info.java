/// Tests of health.
@NullMarked
package dev.chainrule.nn.health;

import org.jspecify.annotations.NullMarked;
