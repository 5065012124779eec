package dev.chainrule.worksheet.value;

import java.util.List;

/// What `keys()`, `values()` and `items()` of a dictionary give. Unlike Python's, it does not
/// follow later changes of the dictionary.
///
/// @param typeName as `print` shows it
public record ViewValue(String typeName, List<Object> items) {}
