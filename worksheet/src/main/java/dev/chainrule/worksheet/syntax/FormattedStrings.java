package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.List;

/// Takes the body of one f-string apart into text and fields, by the rules of Python 3.11: no
/// backslash inside a field, and no quote of the string's own kind.
final class FormattedStrings {
  private static final int MAX_LEVEL = 2;
  private static final String BACKSLASH = "in this f-string, a field contains a backslash";

  private final StringLiteral literal;
  private final String body;
  private int at;

  private FormattedStrings(StringLiteral literal) {
    this.literal = literal;
    this.body = literal.body();
  }

  /// The parts of an f-string, in order.
  static List<StringPart> parts(StringLiteral literal) {
    return new FormattedStrings(literal).parts(0);
  }

  /// Reads up to the end, or up to the brace that closes the field whose specification this is.
  private List<StringPart> parts(int level) {
    List<StringPart> parts = new ArrayList<>();
    int textStart = at;
    while (at < body.length()) {
      char c = body.charAt(at);
      if (level > 0 && c == '}') {
        break;
      }
      if (c != '{' && c != '}') {
        at = afterCharacter(at);
      } else if (level == 0 && at + 1 < body.length() && body.charAt(at + 1) == c) {
        addText(parts, textStart, at + 1);
        at += 2;
        textStart = at;
      } else if (c == '}') {
        throw error(at, "in this f-string, '}' closes nothing; write '}}' for a brace");
      } else {
        addText(parts, textStart, at);
        field(parts, level);
        textStart = at;
      }
    }
    addText(parts, textStart, at);
    return parts;
  }

  /// The end of the character at `index`; `\N{DASH}` is one character.
  private int afterCharacter(int index) {
    boolean isEscape = body.charAt(index) == '\\' && !literal.isRaw() && index + 1 < body.length();
    if (!isEscape) {
      return index + 1;
    }
    boolean isNamed = body.startsWith("N{", index + 1);
    int close = isNamed ? body.indexOf('}', index) : index + 1;
    boolean isBrace = body.charAt(index + 1) == '{' || body.charAt(index + 1) == '}';
    return isBrace ? index + 1 : (close < 0 ? body.length() : close + 1);
  }

  private void addText(List<StringPart> parts, int start, int end) {
    if (end > start) {
      parts.add(new StringPart.Text(literal.decode(start, end)));
    }
  }

  private void field(List<StringPart> parts, int level) {
    if (level == MAX_LEVEL) {
      throw error(at, "in this f-string, fields are nested more than " + MAX_LEVEL + " deep");
    }
    int open = at;
    int start = at + 1;
    int end = expressionEnd(start, open);
    boolean isShown = end < body.length() && body.charAt(end) == '=';
    at = isShown ? afterSpaces(end + 1) : end;
    if (isShown) {
      parts.add(new StringPart.Text(body.substring(start, at)));
    }
    char conversion = conversion();
    List<StringPart> specification = List.of();
    boolean isSpecified = at < body.length() && body.charAt(at) == ':';
    if (isSpecified) {
      at++;
      specification = parts(level + 1);
    }
    if (at >= body.length() || body.charAt(at) != '}') {
      throw error(open, "in this f-string, '{' is never closed; write '{{' for a brace");
    }
    at++;
    String source = body.substring(start, end);
    if (source.isBlank()) {
      throw error(open, "in this f-string, a value is missing between '{' and '}'");
    }
    boolean showsRepr = isShown && conversion == ' ' && !isSpecified;
    Position position = literal.positionOf(start);
    Expression value = SyntaxTree.parseFragment(source, position);
    parts.add(new StringPart.Field(value, showsRepr ? 'r' : conversion, specification, position));
  }

  private char conversion() {
    if (at >= body.length() || body.charAt(at) != '!') {
      return ' ';
    }
    char conversion = at + 1 < body.length() ? body.charAt(at + 1) : ' ';
    if (conversion != 'r' && conversion != 's' && conversion != 'a') {
      throw error(at, "in this f-string, after '!' must stand r, s or a");
    }
    at += 2;
    return conversion;
  }

  private int afterSpaces(int index) {
    int i = index;
    while (i < body.length() && body.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  /// Where the expression of a field ends: at the first `!`, `:`, `=` or `}` that is not part of
  /// it.
  private int expressionEnd(int start, int open) {
    int depth = 0;
    int i = start;
    while (i < body.length()) {
      char c = body.charAt(i);
      switch (c) {
        case '\\' -> throw error(i, BACKSLASH);
        case '#' -> throw error(i, "in this f-string, a field contains '#'");
        case '(', '[', '{' -> depth++;
        case '\'', '"' -> i = quoteEnd(i);
        default -> {
          if (depth == 0 && endsExpression(i)) {
            return i;
          }
          if (c == ')' || c == ']' || c == '}') {
            depth--;
          }
        }
      }
      i++;
    }
    throw error(open, "in this f-string, '{' is never closed; write '{{' for a brace");
  }

  private boolean endsExpression(int i) {
    char c = body.charAt(i);
    char next = i + 1 < body.length() ? body.charAt(i + 1) : ' ';
    char previous = body.charAt(i - 1);
    return switch (c) {
      case '}', ':' -> true;
      case '!' -> next != '=';
      case '=' -> next != '=' && "=<>!".indexOf(previous) < 0;
      default -> false;
    };
  }

  private int quoteEnd(int open) {
    int close = body.indexOf(body.charAt(open), open + 1);
    if (close < 0) {
      throw error(open, "in this f-string, a string in a field is not closed");
    }
    int backslash = body.indexOf('\\', open);
    if (backslash >= 0 && backslash < close) {
      throw error(backslash, BACKSLASH);
    }
    return close;
  }

  private WorksheetException error(int index, String sentence) {
    Position position = literal.positionOf(index);
    return new WorksheetException(sentence, position.line(), position.column());
  }
}
