@NullMarked
package dev.chainrule.nn.optim;

import org.jspecify.annotations.NullMarked;
