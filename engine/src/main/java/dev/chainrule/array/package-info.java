/// Typed storage and strided n-dimensional arrays: data, no arithmetic.
@NullMarked
package dev.chainrule.array;

import org.jspecify.annotations.NullMarked;
