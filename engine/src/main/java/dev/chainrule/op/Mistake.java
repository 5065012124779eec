package dev.chainrule.op;

import java.util.function.Supplier;

/// A wrong derivative that people write.
///
/// @param id the name of the mistake
/// @param what what was written, as the predicate of a sentence: `passes the gradient through`
/// @param gradInput what it gives in the place of [Operation#vjp]; throws an
///   [IllegalArgumentException] or an [IndexOutOfBoundsException] where the shapes leave no room
///   for the mistake
public record Mistake<T>(String id, String what, Supplier<T> gradInput) {}
