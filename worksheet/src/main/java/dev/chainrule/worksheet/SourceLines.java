package dev.chainrule.worksheet;

import dev.chainrule.check.experiment.Experiment;
import dev.chainrule.check.experiment.Manuscript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines of a worksheet.
final class SourceLines implements Manuscript {
  private static final Pattern NUMBER = Pattern.compile("\\s*(\\w+)\\s*=\\s*(\\d+)\\s*");

  private final List<String> lines;
  private final Function<String, Experiment> reading;

  /// @param reading makes an experiment of a text
  SourceLines(String source, Function<String, Experiment> reading) {
    this.lines = List.of(source.split("\\R", -1));
    this.reading = reading;
  }

  @Override
  public String statement(int number) {
    StringBuilder statement = new StringBuilder();
    for (int i = number; i <= last(number); i++) {
      String line = withoutComment(lines.get(i - 1)).strip();
      line = line.endsWith("\\") ? line.substring(0, line.length() - 1).strip() : line;
      boolean isGlued = statement.isEmpty() || statement.toString().endsWith("(");
      statement.append(isGlued || line.startsWith(")") ? "" : " ").append(line);
    }
    return statement.toString();
  }

  @Override
  public Experiment replacing(int number, String statement) {
    List<String> changed = new ArrayList<>(lines.subList(0, number - 1));
    changed.add(indentation(number) + statement);
    changed.addAll(lines.subList(last(number), lines.size()));
    return reading.apply(String.join("\n", changed));
  }

  @Override
  public Experiment moving(int number, int after, String statement) {
    List<String> changed = new ArrayList<>(lines.subList(0, number - 1));
    changed.addAll(lines.subList(last(number), last(after)));
    changed.add(indentation(after) + statement);
    changed.addAll(lines.subList(last(after), lines.size()));
    return reading.apply(String.join("\n", changed));
  }

  @Override
  public @Nullable String named(long number) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> others = new HashSet<>();
    for (String line : lines) {
      Matcher assignment = NUMBER.matcher(withoutComment(line));
      if (assignment.matches()) {
        boolean isIt = assignment.group(2).equals(Long.toString(number));
        (isIt ? names : others).add(assignment.group(1));
      }
    }
    names.removeAll(others);
    return names.size() == 1 ? names.iterator().next() : null;
  }

  private String indentation(int number) {
    String line = lines.get(number - 1);
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  /// The number of the last line of the statement: the one at which all its brackets are closed.
  private int last(int number) {
    int open = 0;
    for (int i = number; i <= lines.size(); i++) {
      String code = code(lines.get(i - 1));
      for (int c = 0; c < code.length(); c++) {
        open += "([{".indexOf(code.charAt(c)) >= 0 ? 1 : 0;
        open -= ")]}".indexOf(code.charAt(c)) >= 0 ? 1 : 0;
      }
      if (open <= 0 && !code.endsWith("\\")) {
        return i;
      }
    }
    return number;
  }

  private static String withoutComment(String line) {
    return line.substring(0, code(line).length());
  }

  /// The code of a line: without its comment, and with blanks for what is in strings.
  private static String code(String line) {
    StringBuilder code = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && c == '#') {
        break;
      }
      code.append(quote == 0 ? c : ' ');
      if (quote == 0) {
        quote = c == '"' || c == '\'' ? c : 0;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && i + 1 < line.length()) {
        code.append(' ');
        i++;
      }
    }
    return code.toString();
  }
}
