package dev.chainrule.nn.data;

import dev.chainrule.Tensor;

/// Some examples of a data set: a copy, of which nothing else keeps a part.
///
/// @param x `[batch, …]`
/// @param y `[batch, …]`
public record Batch(Tensor x, Tensor y) {}
