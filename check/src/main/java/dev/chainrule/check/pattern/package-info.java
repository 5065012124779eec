/// Recognises by their values what several steps are together.
@NullMarked
package dev.chainrule.check.pattern;

import org.jspecify.annotations.NullMarked;
