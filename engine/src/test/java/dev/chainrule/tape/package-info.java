@NullMarked
package dev.chainrule.tape;

import org.jspecify.annotations.NullMarked;
