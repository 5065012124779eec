@NullMarked
package dev.chainrule.nn;

import org.jspecify.annotations.NullMarked;
