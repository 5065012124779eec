package dev.chainrule.check.gradient;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what was compared for one input. What does not agree is looked at closer first: it may be
/// a kink.
final class Tally {
  /// Steps so small that a kink within the reach of the larger ones is out of the way.
  private static final double NEAR = 1e-5;

  private static final double NEARER = NEAR / 8;

  /// Differences over so small a step are less exact.
  private static final double LOOSE = 1e-5;

  /// Where a function is smooth, the two slopes come closer with the step: here by 8.
  private static final double STAYS = 0.5;

  private static final double GROWS = 4;

  /// A function so much steeper to one side is looked at closer.
  private static final double SUSPECT = 0.05;

  private final Subject subject;
  private final int input;
  private final double relative;
  private final double absolute;
  private final List<Kink> kinks = new ArrayList<>();
  private long compared;
  private long wrong;
  private @Nullable Comparison worst;

  Tally(Subject subject, int input, double relative, double absolute) {
    this.subject = subject;
    this.input = input;
    this.relative = relative;
    this.absolute = absolute;
  }

  /// Compares the derivative of output number `k` by entry number `e`.
  ///
  /// @param gap how much steeper the function is to the right than to the left
  void entry(int k, int e, double analytic, double numeric, double gap) {
    Comparison comparison =
        comparison(
            Subject.index(subject.value().shape(), k),
            Subject.index(subject.x(input).shape(), e),
            analytic,
            numeric);
    if (!comparison.agrees() || Math.abs(gap) > SUSPECT * (1 + Math.abs(numeric))) {
      Sides near = new Sides(k, e, NEAR);
      Sides nearer = new Sides(k, e, NEARER);
      double stays = Math.abs(nearer.right - nearer.left);
      double size = Math.max(Math.abs(nearer.left), Math.abs(nearer.right));
      boolean isKink =
          stays > LOOSE * (1 + size) && stays > STAYS * Math.abs(near.right - near.left);
      if (isKink && nearer.allow(analytic)) {
        boolean isJump = stays > GROWS * Math.abs(near.right - near.left);
        kinks.add(
            new Kink(
                comparison.output(),
                comparison.entry(),
                nearer.left,
                nearer.right,
                analytic,
                isJump));
        compared++;
        return;
      }
      double slope = (near.left + near.right) / 2;
      double loose = LOOSE * (1 + Math.max(Math.abs(slope), Math.abs(analytic)));
      // A kink within reach of the larger step, but not at the point.
      boolean isBeside = !isKink && !comparison.agrees() && Math.abs(slope - numeric) > loose;
      if (isBeside) {
        comparison =
            new Comparison(comparison.output(), comparison.entry(), analytic, slope, loose);
      }
    }
    add(comparison);
  }

  /// Compares the derivative of output number `k` by entry number `e` with one that is exact.
  void exact(int k, int e, double analytic, double numeric) {
    add(
        comparison(
            Subject.index(subject.value().shape(), k),
            Subject.index(subject.x(input).shape(), e),
            analytic,
            numeric));
  }

  /// Compares the derivative along a random direction.
  void direction(double analytic, double numeric) {
    add(comparison(List.of(), List.of(), analytic, numeric));
  }

  private Comparison comparison(
      List<Integer> output, List<Integer> entry, double analytic, double numeric) {
    double size = Math.max(Math.abs(analytic), Math.abs(numeric));
    return new Comparison(output, entry, analytic, numeric, absolute + relative * size);
  }

  private void add(Comparison comparison) {
    compared++;
    wrong += comparison.agrees() ? 0 : 1;
    if (worst == null || comparison.excess() > worst.excess()) {
      worst = comparison;
    }
  }

  GradReport.Input report() {
    return new GradReport.Input(
        input, subject.x(input).shape(), compared, wrong, worst, List.copyOf(kinks));
  }

  /// The slopes of output number `k` to both sides of entry number `e`.
  private final class Sides {
    private final double left;
    private final double right;

    Sides(int k, int e, double step) {
      double[] direction = Subject.oneHot(subject.x(input).numel(), e);
      double here = subject.value().get(k);
      left = (here - subject.moved(input, direction, -step)[k]) / step;
      right = (subject.moved(input, direction, step)[k] - here) / step;
    }

    /// Whether `slope` lies between the two.
    boolean allow(double slope) {
      double slack = LOOSE * (1 + Math.abs(slope));
      return slope >= Math.min(left, right) - slack && slope <= Math.max(left, right) + slack;
    }
  }
}
