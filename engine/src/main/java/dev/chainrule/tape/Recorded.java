package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import org.jspecify.annotations.Nullable;

/// An array and, where it is part of a graph, its place there.
public record Recorded(NdArray array, @Nullable Node node) {}
