package dev.chainrule.check;

import dev.chainrule.check.NonFinite.Input;
import dev.chainrule.check.NonFinite.Pass;
import dev.chainrule.check.notes.Entries;
import org.jspecify.annotations.Nullable;

/// The first entry that is not finite, as text.
public final class NonFiniteText {
  private NonFiniteText() {}

  /// A sentence, and a line for each input; `found` is null where everything is finite.
  public static String of(@Nullable NonFinite found) {
    if (found == null) {
      return "Every entry is finite, forwards and backwards.\n";
    }
    StringBuilder text = new StringBuilder(head(found));
    for (Input input : found.inputs()) {
      text.append("  ").append(input(input)).append('\n');
    }
    return text.toString();
  }

  private static String head(NonFinite found) {
    String entry = found.entry().isEmpty() ? "it" : "entry " + found.entry();
    String line = found.line() > 0 ? " on line " + found.line() : "";
    String value = Entries.number(found.value());
    if (found.pass() == Pass.BACKWARD) {
      String of = found.name().isEmpty() ? "an unnamed value" : found.name();
      return "The first that is not finite is made backwards, by the rule of %s%s: %s of the gradient of %s is %s\n"
          .formatted(found.operation(), line, entry, of, value);
    }
    String name = found.name().isEmpty() ? "an unnamed value" : found.name();
    String by = found.operation().equals("leaf") ? "typed in" : "made by " + found.operation();
    return "The first that is not finite is %s%s, for %s: %s is %s\n"
        .formatted(by, line, name, entry, value);
  }

  private static String input(Input input) {
    String name = input.name().isEmpty() ? "an unnamed value" : input.name();
    String line = input.line() > 0 ? " (line %d)".formatted(input.line()) : "";
    Double value = input.value();
    return value != null
        ? "%s%s is %s there".formatted(name, line, Entries.number(value))
        : "%s%s, %s, is from %s to %s"
            .formatted(
                name,
                line,
                input.shape(),
                Entries.number(input.least()),
                Entries.number(input.most()));
  }
}
