package dev.chainrule.random;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Draws indices with given weights, in the two ways in which PyTorch's `multinomial` does on a CPU
/// built without Intel's MKL. The weights need not sum to one.
///
/// Every intermediate number passes through `round`, so that float32 weights give float32 steps and
/// the same index as PyTorch's where two candidates are close.
public final class Categorical {

  private Categorical() {}

  /// Independent draws: the first place where the running sum of weights reaches a uniform number,
  /// found by bisection.
  ///
  /// @param weights not negative, finite, of positive sum
  /// @param round to the weights' own type
  public static long[] independent(
      double[] weights, int n, DoubleUnaryOperator round, MersenneTwister source) {
    double[] cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum = round.applyAsDouble(sum + weights[i]);
      cumulative[i] = sum;
    }
    for (int i = 0; i < weights.length; i++) {
      cumulative[i] = round.applyAsDouble(cumulative[i] / sum);
    }
    cumulative[weights.length - 1] = 1; // rounding must not leave a gap at the end
    long[] out = new long[n];
    for (int i = 0; i < n; i++) {
      out[i] = firstReaching(cumulative, Uniform.nextDouble(source));
    }
    return out;
  }

  /// Distinct draws, by an exponential race: place i finishes at q_i / w_i with q_i ~ Exp(1), and
  /// the n first to finish are drawn, in that order.
  ///
  /// @param weights not negative, finite, of positive sum; at least n of them
  /// @param round to the weights' own type
  public static long[] distinct(
      double[] weights, int n, DoubleUnaryOperator round, MersenneTwister source) {
    double[] speed = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double wait = round.applyAsDouble(-StrictMath.log1p(-Uniform.nextDouble(source)));
      speed[i] = round.applyAsDouble(weights[i] / wait);
    }
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -speed[i]))
        .limit(n)
        .mapToLong(Integer::longValue)
        .toArray();
  }

  private static int firstReaching(double[] cumulative, double level) {
    int low = 0;
    int high = cumulative.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] < level) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
