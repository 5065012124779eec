package dev.chainrule.kernel;

/// How a matrix is normalized: each of its rows, as by layer norm, or of its columns, as by batch
/// norm, has its mean taken away and is divided by √(variance + eps).
///
/// @param rows how many rows the matrix has, one after another
/// @param size how many elements a row has
/// @param byColumns whether columns are normalized, not rows
/// @param correction the variance is divided by the number of elements less this
public record Normalization(int rows, int size, boolean byColumns, double eps, int correction) {}
