/// Operations at complex numbers, to differentiate without differences.
@NullMarked
package dev.chainrule.check.complex;

import org.jspecify.annotations.NullMarked;
