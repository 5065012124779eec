package dev.chainrule.worksheet.torch;

import dev.chainrule.shape.ShapeException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the engine's errors in PyTorch's names.
public final class EngineErrors {
  /// The engine's names in Java, and what a worksheet calls the same.
  private record Word(Pattern engine, String torch) {}

  private static final List<Word> WORDS =
      List.of(
          word("convert with to\\(FLOAT32\\)", "convert it with .float()"),
          word("convert with to\\((?:INT64|int64)\\)", "convert it with .long()"),
          word("gradOutput", "gradient"),
          word("retainGraph", "retain_graph=True"),
          word("(?<=; )use ([a-z]+)InPlace", "use $1_"),
          word("^equal:", "eq:"),
          word("^notEqual:", "ne:"),
          word("^less:", "lt:"),
          word("^lessEqual:", "le:"),
          word("^greater:", "gt:"),
          word("^greaterEqual:", "ge:"));

  private static final Pattern CAMEL = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z]+)+\\b");

  private EngineErrors() {}

  private static Word word(String engine, String torch) {
    return new Word(Pattern.compile(engine), torch);
  }

  /// The sentence for an exception of the engine; empty for anything else, which is a defect.
  public static Optional<String> translate(RuntimeException e) {
    boolean isRefusal =
        e instanceof ShapeException
            || ((e instanceof IllegalArgumentException || e instanceof IllegalStateException)
                && isFromEngine(e));
    String message = e.getMessage();
    return isRefusal && message != null ? Optional.of(translated(message)) : Optional.empty();
  }

  /// Refusals are thrown by the engine itself; the same classes thrown elsewhere are defects.
  private static boolean isFromEngine(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    String thrower = trace.length == 0 ? "" : trace[0].getClassName();
    return thrower.startsWith("dev.chainrule.") && !thrower.startsWith("dev.chainrule.worksheet.");
  }

  static String translated(String message) {
    String text = message;
    for (Word word : WORDS) {
      text = word.engine.matcher(text).replaceAll(word.torch);
    }
    Matcher camel = CAMEL.matcher(text);
    return camel.replaceAll(match -> Matcher.quoteReplacement(torchName(match.group())));
  }

  /// `crossEntropy` as `cross_entropy`.
  static String torchName(String engine) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < engine.length(); i++) {
      char c = engine.charAt(i);
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(Character.toLowerCase(c));
    }
    return name.toString();
  }
}
