/// Tests of the limits of the lab.
@NullMarked
package dev.chainrule.lab.limit;

import org.jspecify.annotations.NullMarked;
