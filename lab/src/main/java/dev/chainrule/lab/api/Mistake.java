package dev.chainrule.lab.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mistake that can be put into a line of a backward pass by changing its text. The names are the
/// doctor's.
enum Mistake {
  SIGN("sign", "A flipped sign", "The gradient points the wrong way.", "(\\w+ = )(.+)", "$1-($2)"),
  FACTOR(
      "missing-factor-two",
      "A factor of 2 lost",
      "The derivative of a square brings down a 2.",
      "(.*= .*?)\\b2(?:\\.0)? \\* (.+)",
      "$1$2"),
  AXIS_1(
      "wrong-axis",
      "Summed along the wrong axis",
      "The axis that was broadcast is the one to sum.",
      "(.*)\\.sum\\(0(.*)",
      "$1.sum(1$2"),
  AXIS_0(
      "wrong-axis",
      "Summed along the wrong axis",
      "The axis that was broadcast is the one to sum.",
      "(.*)\\.sum\\((?:1|-1)\\b(.*)",
      "$1.sum(0$2"),
  MEAN(
      "mean-for-sum",
      "A mean where a sum belongs",
      "Uses add up; nothing divides them.",
      "(.*)\\.sum\\((.*)",
      "$1.mean($2"),
  NO_SUM(
      "unbroadcast-missing",
      "A sum forgotten",
      "What was broadcast forward is summed backward.",
      "(\\w+ = .*)\\.sum\\([^()]*\\)$",
      "$1"),
  ALL_SUMMED(
      "over-reduced",
      "Summed over everything",
      "Only the axes that were broadcast are summed.",
      "(.*)\\.sum\\([-\\d][^()]*\\)(.*)",
      "$1.sum()$2"),
  NOT_TRANSPOSED(
      "matmul-transposed",
      "A transpose left out",
      "Backward, the other factor is transposed.",
      "(.*@ .*)\\.(?:T|t\\(\\))(.*)",
      "$1$2"),
  SWAPPED(
      "matmul-transposed",
      "The factors of a product exchanged",
      "X.T @ dY and dY.T @ X are transposes of each other.",
      "(\\w+ = )(\\w+)\\.T @ (\\w+)$",
      "$1$3.T @ $2"),
  OVERWRITTEN(
      "overwritten-fan-out",
      "Overwritten instead of added",
      "A value used twice gets the sum of both gradients.",
      "(\\w+)( ?)\\+= (.+)",
      "$1$2= $3"),
  PATH(
      "fan-out-path-missing",
      "One use forgotten",
      "Every use of a value sends a gradient back.",
      "(\\w+ = .+) \\+ [^()+]+$",
      "$1"),
  TANH(
      "wrong-activation-derivative",
      "The wrong derivative of an activation",
      "The derivative of tanh is 1 - y², that of a sigmoid y (1 - y).",
      "(.*)\\((1(?:\\.0)? - \\w+) ?\\*\\* ?2\\)(.*)",
      "$1($2)$3"),
  SIGMOID(
      "wrong-activation-derivative",
      "The wrong derivative of an activation",
      "The derivative of tanh is 1 - y², that of a sigmoid y (1 - y).",
      "(.*= )(\\w+) \\* \\(1(?:\\.0)? - \\2\\)(.*)",
      "$1(1 - $2)$3"),
  BATCH_MEAN(
      "missing-batch-mean",
      "Not divided by the batch",
      "A mean over n examples gives each a 1/n.",
      "(\\w+) /= \\w+$",
      "$1 /= 1"),
  BATCH_MEAN_INLINE(
      "missing-batch-mean",
      "Not divided by the batch",
      "A mean over n examples gives each a 1/n.",
      "(\\w+ = .*?) / (?:n|N|\\d+|\\w*rows|len\\(\\w+\\)|\\w+\\.shape\\[0\\])$",
      "$1"),
  SCALE(
      "scale-constant",
      "Off by a constant factor",
      "Right in direction, wrong in size.",
      "(\\w+ = )(.+)",
      "$11.7 * ($2)");

  private final String id;
  private final String title;
  private final String what;
  private final Pattern line;
  private final String replacement;

  Mistake(String id, String title, String what, String line, String replacement) {
    this.id = id;
    this.title = title;
    this.what = what;
    this.line = Pattern.compile(line);
    this.replacement = replacement;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  String what() {
    return what;
  }

  /// The statement with the mistake; the same where it cannot be made in it.
  String in(String statement) {
    Matcher matcher = line.matcher(statement);
    return matcher.matches() ? matcher.replaceFirst(replacement) : statement;
  }
}
