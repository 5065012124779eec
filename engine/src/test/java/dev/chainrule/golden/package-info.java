/// Comparisons with values that real PyTorch gave.
@NullMarked
package dev.chainrule.golden;

import org.jspecify.annotations.NullMarked;
