package dev.chainrule.nn.health;

import java.util.List;

/// What was measured of a parameter. The lists have a number for each sampled step.
///
/// @param name in the model
/// @param shape its sizes
/// @param gradientNorms before any clipping; 0 where it has no gradient
/// @param weightNorms before the update
/// @param updateNorms norms of what the update changed
/// @param unmoved how many entries have never been other than at the start
/// @param isEmbedding whether rows of it are looked up
/// @param untouched the rows of an embedding that no gradient has reached
/// @param ratios of the last sample, entry by entry: logarithms to base 2 of update to weight
public record ParameterHealth(
    String name,
    List<Integer> shape,
    List<Double> gradientNorms,
    List<Double> weightNorms,
    List<Double> updateNorms,
    long unmoved,
    boolean isEmbedding,
    List<Integer> untouched,
    Histogram ratios) {
  /// How many numbers it has.
  public long entries() {
    return shape.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b);
  }

  /// Whether it is a matrix or more, and no bias or gain.
  public boolean isWeight() {
    return shape.size() >= 2 && shape.stream().filter(size -> size > 1).count() >= 2;
  }

  /// The norm of the update over that of the weight at sample number `sample`; NaN where it was not
  /// measured or the weight was 0.
  public double ratio(int sample) {
    double weight = weightNorms.get(sample);
    return weight == 0 ? Double.NaN : updateNorms.get(sample) / weight;
  }
}
