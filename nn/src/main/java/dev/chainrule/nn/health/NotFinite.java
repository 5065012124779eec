package dev.chainrule.nn.health;

import org.jspecify.annotations.Nullable;

/// A loss or a gradient that is NaN or infinite, with where the first one was made.
record NotFinite() implements Rule {
  @Override
  public @Nullable Finding check(HealthReport report) {
    NonFinite found = report.nonFinite();
    if (found == null) {
      return null;
    }
    String what = Double.isFinite(found.loss()) ? "a gradient" : "the loss";
    String where =
        found.place().isEmpty()
            ? "computed once more, it was finite: it depends on something random"
            : "the first such number is made here: " + found.place();
    return new Finding(
        "not-finite",
        found.loss(),
        Double.NaN,
        "At step %d %s was NaN or infinite; %s. Every number that is computed from it is lost. Try a smaller learning rate, clip gradients, and keep logarithms, roots and quotients away from 0."
            .formatted(found.step(), what, where));
  }
}
