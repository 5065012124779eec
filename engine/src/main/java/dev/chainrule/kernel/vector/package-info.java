/// The kernels by the Vector API. What is named `Float…` here is written for float32, and the build
/// derives the `Double…` class for float64 from its text.
@NullMarked
package dev.chainrule.kernel.vector;

import org.jspecify.annotations.NullMarked;
