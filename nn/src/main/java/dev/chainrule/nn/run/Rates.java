package dev.chainrule.nn.run;

import dev.chainrule.nn.optim.Schedule;

/// Learning rates as users write them: `0.1,100000:0.01` is 0.1, and 0.01 from step 100,000 on.
final class Rates {
  private Rates() {}

  /// @throws IllegalArgumentException if the text is no such list, with a sentence for the user
  static Schedule parse(String text) {
    String[] parts = text.split(",", -1);
    Schedule schedule = Schedule.constant(rate(parts[0], text));
    long before = 0;
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split(":", -1);
      if (pair.length != 2 || !pair[0].strip().matches("[1-9][0-9]{0,17}")) {
        throw wrong(text, "\"%s\" is no STEP:RATE".formatted(parts[i]));
      }
      long step = Long.parseLong(pair[0].strip());
      if (step <= before) {
        throw wrong(text, "step %d does not come after step %d".formatted(step, before));
      }
      schedule = schedule.then(step, rate(pair[1], text));
      before = step;
    }
    return schedule;
  }

  private static double rate(String number, String text) {
    double rate;
    try {
      rate = Double.parseDouble(number.strip());
    } catch (NumberFormatException e) {
      throw wrong(text, "\"%s\" is no number".formatted(number));
    }
    if (!(rate >= 0) || !Double.isFinite(rate)) {
      throw wrong(text, "a rate must not be negative, and %s is no such rate".formatted(number));
    }
    return rate;
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "learning rate: must be RATE or RATE,STEP:RATE,… with growing steps; in \"%s\" %s"
            .formatted(text, why));
  }
}
