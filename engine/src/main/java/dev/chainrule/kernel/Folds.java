package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;

/// The folds of the reference kernels, one element after another.
final class Folds {
  private Folds() {}

  static double ofDoubles(Reduction reduction, Buffer x, Odometer elements) {
    double result =
        switch (reduction) {
          case SUM, ANY, ARGMAX, ARGMIN -> 0;
          case PROD, ALL -> 1;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        };
    double best = Double.NaN;
    int index = 0;
    for (; elements.hasRow(); elements.nextRow()) {
      int p = elements.positions[0];
      for (int i = 0; i < elements.rowLength; i++, p += elements.rowStrides[0], index++) {
        double value = x.get(p);
        switch (reduction) {
          case SUM -> result += value;
          case PROD -> result *= value;
          case MAX -> result = Math.max(result, value);
          case MIN -> result = Math.min(result, value);
          case ANY -> result = value != 0 ? 1 : result;
          case ALL -> result = value == 0 ? 0 : result;
          case ARGMAX, ARGMIN -> {
            boolean first = index == 0;
            boolean better = reduction == Reduction.ARGMAX ? value > best : value < best;
            if (first || better || (Double.isNaN(value) && !Double.isNaN(best))) {
              best = value;
              result = index;
            }
          }
        }
      }
    }
    return result;
  }

  static long ofLongs(Reduction reduction, Buffer x, Odometer elements) {
    long result =
        switch (reduction) {
          case SUM, ANY, ARGMAX, ARGMIN -> 0;
          case PROD, ALL -> 1;
          case MAX -> Long.MIN_VALUE;
          case MIN -> Long.MAX_VALUE;
        };
    long best = 0;
    int index = 0;
    for (; elements.hasRow(); elements.nextRow()) {
      int p = elements.positions[0];
      for (int i = 0; i < elements.rowLength; i++, p += elements.rowStrides[0], index++) {
        long value = x.getLong(p);
        switch (reduction) {
          case SUM -> result += value;
          case PROD -> result *= value;
          case MAX -> result = Math.max(result, value);
          case MIN -> result = Math.min(result, value);
          case ANY -> result = value != 0 ? 1 : result;
          case ALL -> result = value == 0 ? 0 : result;
          case ARGMAX, ARGMIN -> {
            boolean better = reduction == Reduction.ARGMAX ? value > best : value < best;
            if (index == 0 || better) {
              best = value;
              result = index;
            }
          }
        }
      }
    }
    return result;
  }
}
