/// Sources of pseudo-random numbers whose sequences are those of PyTorch on a CPU, and of Python's
/// `random`: the Mersenne Twister and the distributions drawn from it. Arrays in, arrays out; no
/// tensors.
@NullMarked
package dev.chainrule.random;

import org.jspecify.annotations.NullMarked;
