package dev.chainrule.worksheet.value;

import java.util.Iterator;

/// Something that can be gone through once: what `zip`, `enumerate`, `map`, `filter`, `reversed`
/// and a generator expression give.
///
/// @param typeName as `print` shows it
public record IteratorValue(String typeName, Iterator<Object> iterator) {}
