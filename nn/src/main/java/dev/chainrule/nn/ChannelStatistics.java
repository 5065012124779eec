package dev.chainrule.nn;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;

/// Mean and variance of each channel of data that comes in parts, in float64.
///
/// Two parts with counts n and k, means that differ by δ, and sums of squared deviations M and N
/// have together the mean of the first plus δ·k/(n + k), and M + N + δ²·n·k/(n + k) (Chan, Golub &
/// LeVeque 1979). Nothing is lost as when squares of large numbers are added up.
final class ChannelStatistics {
  private final double[] mean;
  private final double[] squares;
  private long count;

  ChannelStatistics(int channels) {
    mean = new double[channels];
    squares = new double[channels];
  }

  /// How many numbers of each channel were added.
  long count() {
    return count;
  }

  /// Adds all of `x`.
  ///
  /// @param folded the dimensions of x that are not its channels
  void add(Tensor x, int... folded) {
    long added = x.numel() / mean.length;
    if (added == 0) {
      return;
    }
    Tensor exact = x.detach().to(DType.FLOAT64);
    double[] otherMean = exact.mean(folded, false).toDoubleArray();
    double[] otherVariance = exact.var(folded, 0, false).toDoubleArray();
    double total = count + added;
    for (int i = 0; i < mean.length; i++) {
      double delta = otherMean[i] - mean[i];
      mean[i] += delta * added / total;
      squares[i] += otherVariance[i] * added + delta * delta * count * added / total;
    }
    count += added;
  }

  double[] mean() {
    return mean.clone();
  }

  double[] variance(Variance variance) {
    double[] out = squares.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] /= count - variance.correction();
    }
    return out;
  }
}
