@NullMarked
package dev.chainrule.nn.init;

import org.jspecify.annotations.NullMarked;
