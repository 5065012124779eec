/// Tests of what is recognised by its values.
@NullMarked
package dev.chainrule.check.pattern;

import org.jspecify.annotations.NullMarked;
