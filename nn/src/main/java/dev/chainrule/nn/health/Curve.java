package dev.chainrule.nn.health;

import dev.chainrule.nn.train.LossHistory.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The training losses in a few parts of equal length, so that the noise of batches is averaged.
///
/// @param first the mean of the first part
/// @param best the least mean of a part
/// @param last the mean of the last part
/// @param error the standard error of a difference of two such means
record Curve(double first, double best, double last, double error) {
  private static final int PARTS = 10;
  private static final int LEAST = 5;

  /// Null where there are too few points to say anything.
  static @Nullable Curve of(List<Point> points) {
    int width = points.size() / PARTS;
    if (width < LEAST) {
      return null;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int part = 0; part < PARTS; part++) {
      best = Math.min(best, mean(points.subList(part * width, (part + 1) * width)));
    }
    List<Point> end = points.subList(points.size() - width, points.size());
    double last = mean(end);
    double variance =
        end.stream().mapToDouble(point -> Math.pow(point.loss() - last, 2)).sum() / (width - 1);
    return new Curve(mean(points.subList(0, width)), best, last, Math.sqrt(2 * variance / width));
  }

  private static double mean(List<Point> points) {
    return points.stream().mapToDouble(Point::loss).average().orElse(Double.NaN);
  }
}
