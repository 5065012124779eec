package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/// Stops at the first thing that the grammar does not allow, and says in plain words what was found
/// and what could have stood there.
final class SyntaxErrors extends DefaultErrorStrategy {
  private static final int LONGEST_EXCERPT = 40;
  private static final List<String> KEYWORDS =
      List.of(
          "and",
          "as",
          "assert",
          "break",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "return",
          "while",
          "with");
  private static final List<String> SOFT_KEYWORDS = List.of("match", "exec", "type");

  /// An error at a token.
  static WorksheetException at(Token token, String sentence) {
    return new WorksheetException(sentence, token.getLine(), token.getCharPositionInLine() + 1);
  }

  /// A word or sign of Python that worksheets leave out.
  static WorksheetException unsupported(Token token) {
    String instead =
        switch (token.getText()) {
          case "class" -> "use functions, lists and dictionaries";
          case "try", "except", "finally", "raise" ->
              "a worksheet stops at its first error; to state what must hold, use assert";
          case "yield" -> "return a list";
          case ":=" -> "assign on a line of its own";
          default -> "everything runs in order";
        };
    return at(token, "'" + token.getText() + "' is not part of worksheets; " + instead);
  }

  /// A character that begins nothing.
  static WorksheetException unknownCharacter(Token token) {
    String text = token.getText();
    int character = text.codePointAt(0);
    if (character == '"' || character == '\'') {
      return at(token, "the string that starts here is not closed on its line");
    }
    String code = String.format("U+%04X", character);
    if ("\u2018\u2019\u201C\u201D".contains(text)) {
      return at(token, "'" + text + "' (" + code + ") is a typographic quote; use ' or \"");
    }
    boolean shows = character > ' ' && character < 127;
    String shown = shows ? "'" + text + "'" : "the character " + code;
    String hint = text.equals("!") ? "; Python writes 'not'" : "";
    return at(token, shown + " means nothing here" + hint);
  }

  @Override
  public void sync(Parser recognizer) {
    // The first mistake ends the parse, so there is nothing to synchronise with.
  }

  @Override
  public Token recoverInline(Parser recognizer) {
    throw describe(recognizer, recognizer.getCurrentToken(), recognizer.getExpectedTokens());
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException e) {
    Token token = e.getOffendingToken();
    boolean lookedFurther =
        e instanceof NoViableAltException choice && choice.getStartToken() != token;
    throw describe(recognizer, token, lookedFurther ? null : e.getExpectedTokens());
  }

  private static WorksheetException describe(
      Parser parser, Token token, @Nullable IntervalSet expected) {
    String special = familiarMistake(parser, token, expected);
    if (special != null) {
      return at(token, special);
    }
    String wanted = expected == null ? "" : inWords(expected);
    String sentence = "unexpected " + shown(token);
    return at(token, wanted.isEmpty() ? sentence : sentence + ": expected " + wanted);
  }

  private static @Nullable String familiarMistake(
      Parser parser, Token token, @Nullable IntervalSet expected) {
    int type = token.getType();
    if (expected != null && expected.contains(WorksheetParser.INDENT)) {
      return "expected an indented block after the ':' of line " + before(parser, token).getLine();
    }
    if (type == WorksheetParser.INDENT) {
      return "this line is indented, but no block begins before it";
    }
    if (type == WorksheetParser.ELIF || type == WorksheetParser.ELSE) {
      return "'" + token.getText() + "' has no if, for or while that it could belong to";
    }
    boolean isDoubled = token.getText().equals(before(parser, token).getText());
    if (isDoubled && token.getText().equals("&")) {
      return "Python writes 'and' for '&&'";
    }
    if (isDoubled && token.getText().equals("|")) {
      return "Python writes 'or' for '||'";
    }
    if ("=".equals(token.getText())) {
      return "'=' cannot stand here; to compare, write '=='";
    }
    return misspeltKeyword(parser, token);
  }

  /// `whlie x:` is a name followed by something that cannot follow a name.
  private static @Nullable String misspeltKeyword(Parser parser, Token token) {
    Token previous = before(parser, token);
    if (previous.getType() != WorksheetParser.NAME || !startsLine(parser, previous)) {
      return null;
    }
    String word = previous.getText();
    if (word.equals("print")) {
      return "print needs round brackets: print(…)";
    }
    if (SOFT_KEYWORDS.contains(word)) {
      return "'" + word + "' is not part of worksheets";
    }
    String keyword = Nearest.to(word, KEYWORDS);
    return keyword == null
        ? null
        : "unexpected " + shown(token) + " after '" + word + "'; did you mean '" + keyword + "'?";
  }

  private static boolean startsLine(Parser parser, Token token) {
    int index = token.getTokenIndex();
    if (index <= 0) {
      return true;
    }
    int type = parser.getTokenStream().get(index - 1).getType();
    return type == WorksheetParser.NEWLINE
        || type == WorksheetParser.INDENT
        || type == WorksheetParser.DEDENT;
  }

  private static Token before(Parser parser, Token token) {
    return parser.getTokenStream().get(Math.max(0, token.getTokenIndex() - 1));
  }

  private static String shown(Token token) {
    return switch (token.getType()) {
      case Token.EOF -> "end of the text";
      case WorksheetParser.NEWLINE -> "end of the line";
      case WorksheetParser.DEDENT -> "end of the block";
      default -> "'" + excerpt(token.getText()) + "'";
    };
  }

  /// The text, shortened to what fits into a sentence.
  static String excerpt(String text) {
    int end =
        text.offsetByCodePoints(
            0, Math.min(LONGEST_EXCERPT, text.codePointCount(0, text.length())));
    String shortened = end < text.length() ? text.substring(0, end) + "…" : text;
    return shortened.replace('\n', ' ');
  }

  private static String inWords(IntervalSet expected) {
    List<String> words = new ArrayList<>();
    boolean valueExpected = expected.contains(WorksheetParser.NUMBER);
    if (valueExpected) {
      words.add("a value");
    } else if (expected.contains(WorksheetParser.NAME)) {
      words.add("a name");
    }
    for (int type : expected.toArray()) {
      String literal = WorksheetParser.VOCABULARY.getLiteralName(type);
      if (type == WorksheetParser.NEWLINE) {
        words.add("the end of the line");
      } else if (literal != null && !valueExpected && isTelling(literal)) {
        words.add(literal);
      }
    }
    int last = words.size() - 1;
    return switch (words.size()) {
      case 0 -> "";
      case 1 -> words.get(0);
      default -> String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    };
  }

  /// Where an expression has ended, dozens of operators could follow; only what ends or continues
  /// the construct around it tells the reader something.
  private static boolean isTelling(String literal) {
    return switch (literal) {
      case "':'", "','", "')'", "']'", "'}'", "'in'", "'import'", "'else'" -> true;
      default -> false;
    };
  }
}
