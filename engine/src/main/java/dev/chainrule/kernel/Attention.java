package dev.chainrule.kernel;

/// The sizes of scaled dot-product attention, softmax(scale·Q·Kᵀ)·V, of one head.
///
/// @param rows how many rows Q has
/// @param columns how many rows K and V have
/// @param inner how many columns Q and K have
/// @param width how many columns V has
/// @param causal whether row i sees columns 0 to i only
/// @param scale what the scores are multiplied by
public record Attention(
    int rows, int columns, int inner, int width, boolean causal, double scale) {}
