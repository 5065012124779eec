package dev.chainrule.worksheet.names;

import dev.chainrule.Tensor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One moment at which a top-level name got a value, or the object that it names was written in
/// place.
///
/// @param line the line that did it, counted from 1
/// @param value the value at that moment: of a tensor, or of a number as a 0-d tensor; null for
///   anything else
/// @param isNumber whether the value is a plain number
/// @param operation the operation that made the value, `leaf` for a literal
/// @param wantsGrad whether the value is a leaf that the author marked as requiring grad
/// @param reads the top-level names that were read for it
public record Binding(
    String name,
    int line,
    @Nullable Tensor value,
    boolean isNumber,
    String operation,
    boolean wantsGrad,
    Set<String> reads) {}
