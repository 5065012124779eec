package dev.chainrule.bench.doctor;

import dev.chainrule.bench.doctor.Answer.Named;

/// An answer that was not what it should be, as lines of text.
final class Misses {
  private Misses() {}

  static String text(Answer answer) {
    Case question = answer.question();
    StringBuilder text = new StringBuilder();
    text.append("%s: %s".formatted(question.name(), answer.verdict()));
    if (!question.isRight()) {
      text.append(
          "; expected %s at %s"
              .formatted(String.join(" or ", question.ids()), question.gradient()));
    }
    for (Named named : answer.got()) {
      text.append(
          "%n    got %s (%s): %s".formatted(named.id(), named.certainty(), named.because()));
    }
    if (!answer.elsewhere().isEmpty()) {
      text.append("%n    elsewhere: %s".formatted(String.join("; ", answer.elsewhere())));
    }
    if (answer.offered() && !answer.mended()) {
      text.append("%n    its fix does not mend it".formatted());
    }
    return text.toString();
  }
}
