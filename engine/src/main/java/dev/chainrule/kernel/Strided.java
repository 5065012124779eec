package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;

/// An operand of a loop: where in `buffer` it starts and how far each dimension of the loop steps.
public record Strided(Buffer buffer, int offset, int[] strides) {}
