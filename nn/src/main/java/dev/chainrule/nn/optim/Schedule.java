package dev.chainrule.nn.optim;

/// The learning rate as a function of the step, counted from 0, and of nothing else: a run that is
/// resumed needs no more than the number of its step.
///
/// ```java
/// Schedule schedule = Schedule.constant(0.1).then(100_000, 0.01);
/// optimizer.setRate(schedule.at(step));
/// ```
@FunctionalInterface
public interface Schedule {
  /// The rate of step `step`.
  double at(long step);

  /// One rate for all steps.
  static Schedule constant(double rate) {
    return step -> rate;
  }

  /// From `from` to `to` along half a wave of a cosine, in `steps` steps, and `to` from there on:
  /// to + (from − to)·(1 + cos(π·step/steps))/2 (Loshchilov & Hutter 2017, "SGDR", equation 5,
  /// without restarts).
  static Schedule cosine(double from, double to, long steps) {
    requireSteps("cosine", steps);
    return step ->
        step >= steps ? to : to + (from - to) * (1 + Math.cos(Math.PI * step / steps)) / 2;
  }

  /// A straight line from `from` to `to` in `steps` steps, and `to` from there on.
  static Schedule linear(double from, double to, long steps) {
    requireSteps("linear", steps);
    return step -> step >= steps ? to : from + (to - from) * step / steps;
  }

  /// This schedule, and from step `boundary` on the rate `rate`.
  default Schedule then(long boundary, double rate) {
    return step -> step < boundary ? at(step) : rate;
  }

  /// This schedule after a warm-up: in `steps` steps the rate rises evenly to the one that this
  /// schedule begins with, (step + 1)/steps of it, and step `steps` is step 0 of this schedule
  /// (Goyal et al. 2017, "Accurate, large minibatch SGD", section 2.2).
  default Schedule afterWarmUp(long steps) {
    requireSteps("afterWarmUp", steps);
    return step -> step < steps ? at(0) * (step + 1) / steps : at(step - steps);
  }

  private static void requireSteps(String operation, long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "%s: the number of steps must be 1 or more; given %d".formatted(operation, steps));
    }
  }
}
