package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/// Turns the lexer's tokens into the parser's: line ends inside brackets and of blank lines go, and
/// indentation becomes INDENT and DEDENT, by Python's rules (a tab goes to the next multiple of
/// eight, and an indentation whose meaning would depend on that is refused).
///
/// The first thing that cannot be a worksheet ends the tokens and is kept as {@link #error}: the
/// parser may find something wrong before it, and the first mistake is the one to show.
final class Layout {
  private static final int MAX_BRACKETS = 100;
  private static final int MAX_BLOCKS = 50;
  private static final int TAB = 8;

  private final Lexer lexer;
  private final boolean isFragment;
  private final List<Token> tokens = new ArrayList<>();
  private final Deque<Token> brackets = new ArrayDeque<>();
  private final Deque<Indentation> blocks = new ArrayDeque<>();
  private boolean atLineStart = true;
  private @Nullable WorksheetException error;

  /// How far a line is indented, counting a tab as up to eight columns, and as one.
  private record Indentation(int width, int characters) {}

  private Layout(Lexer lexer, boolean isFragment) {
    this.lexer = lexer;
    this.isFragment = isFragment;
  }

  /// Lays out a whole worksheet.
  static Layout ofWorksheet(Lexer lexer) {
    Layout layout = new Layout(lexer, false);
    layout.run();
    return layout;
  }

  /// Lays out an expression inside an f-string, where line ends mean nothing.
  static Layout ofFragment(Lexer lexer) {
    Layout layout = new Layout(lexer, true);
    layout.run();
    return layout;
  }

  /// The tokens, up to the end or to the first error; the last one is always EOF.
  List<Token> tokens() {
    return tokens;
  }

  /// What ended the tokens early, if anything did.
  @Nullable WorksheetException error() {
    return error;
  }

  private void run() {
    blocks.push(new Indentation(0, 0));
    Token token = lexer.nextToken();
    try {
      while (token.getType() != Token.EOF) {
        add(token);
        token = lexer.nextToken();
      }
      finish(token);
    } catch (WorksheetException e) {
      error = e;
    }
    tokens.add(made(Token.EOF, "", token));
  }

  private void add(Token token) {
    if (token.getType() == WorksheetParser.NEWLINE) {
      boolean endsLine = !isFragment && brackets.isEmpty() && !atLineStart;
      if (endsLine) {
        tokens.add(token);
        atLineStart = true;
      }
      return;
    }
    if (atLineStart && !isFragment) {
      indent(token);
      atLineStart = false;
    }
    refuse(token);
    trackBrackets(token);
    tokens.add(token);
  }

  private void finish(Token end) {
    Token open = brackets.peek();
    if (open != null) {
      throw SyntaxErrors.at(open, "'" + open.getText() + "' is never closed");
    }
    if (!atLineStart && !isFragment) {
      tokens.add(made(WorksheetParser.NEWLINE, "", end));
    }
    for (int i = blocks.size(); i > 1; i--) {
      tokens.add(made(WorksheetParser.DEDENT, "", end));
    }
  }

  private void indent(Token first) {
    Indentation now = measure(first);
    Indentation before = blocks.getFirst();
    if (now.width == before.width) {
      requireSame(now, before, first);
    } else if (now.width > before.width) {
      if (now.characters <= before.characters) {
        throw mixed(first);
      }
      blocks.push(now);
      if (blocks.size() > MAX_BLOCKS + 1) {
        throw SyntaxErrors.at(
            first, "blocks are nested " + (MAX_BLOCKS + 1) + " deep; the limit is " + MAX_BLOCKS);
      }
      tokens.add(made(WorksheetParser.INDENT, "", first));
    } else {
      dedent(now, first);
    }
  }

  private void dedent(Indentation now, Token first) {
    while (now.width < blocks.getFirst().width) {
      blocks.pop();
      tokens.add(made(WorksheetParser.DEDENT, "", first));
    }
    if (now.width != blocks.getFirst().width) {
      throw SyntaxErrors.at(first, "this line is indented like no block around it");
    }
    requireSame(now, blocks.getFirst(), first);
  }

  private static void requireSame(Indentation now, Indentation before, Token first) {
    if (now.characters != before.characters) {
      throw mixed(first);
    }
  }

  private static WorksheetException mixed(Token first) {
    return SyntaxErrors.at(
        first, "tabs and spaces are mixed in this indentation; use one or the other");
  }

  private Indentation measure(Token first) {
    int characters = first.getCharPositionInLine();
    int start = first.getStartIndex();
    String blank =
        characters == 0
            ? ""
            : lexer.getInputStream().getText(Interval.of(start - characters, start - 1));
    int width = 0;
    int counted = 0;
    for (int i = 0; i < blank.length(); i++) {
      char c = blank.charAt(i);
      if (c == '\f' || c == '\uFEFF') {
        width = 0;
        counted = 0;
      } else {
        width = c == '\t' ? (width / TAB + 1) * TAB : width + 1;
        counted++;
      }
    }
    return new Indentation(width, counted);
  }

  private void trackBrackets(Token token) {
    switch (token.getType()) {
      case WorksheetParser.OPEN_ROUND, WorksheetParser.OPEN_SQUARE, WorksheetParser.OPEN_CURLY -> {
        brackets.push(token);
        if (brackets.size() > MAX_BRACKETS) {
          throw SyntaxErrors.at(
              token,
              "brackets are nested " + (MAX_BRACKETS + 1) + " deep; the limit is " + MAX_BRACKETS);
        }
      }
      case WorksheetParser.CLOSE_ROUND -> close(token, '(');
      case WorksheetParser.CLOSE_SQUARE -> close(token, '[');
      case WorksheetParser.CLOSE_CURLY -> close(token, '{');
      default -> {}
    }
  }

  private void close(Token token, char opening) {
    Token open = brackets.poll();
    if (open == null) {
      throw SyntaxErrors.at(token, "'" + token.getText() + "' closes nothing");
    }
    if (open.getText().charAt(0) != opening) {
      throw SyntaxErrors.at(
          token,
          "'"
              + token.getText()
              + "' does not close the '"
              + open.getText()
              + "' of line "
              + open.getLine());
    }
  }

  private void refuse(Token token) {
    if (token.getType() == WorksheetParser.UNSUPPORTED) {
      throw SyntaxErrors.unsupported(token);
    }
    if (token.getType() == WorksheetParser.UNKNOWN) {
      throw SyntaxErrors.unknownCharacter(token);
    }
    if (token.getType() == WorksheetParser.STRING && opensTripleQuote(token)) {
      throw SyntaxErrors.at(token, "the triple-quoted string that starts here is never closed");
    }
  }

  /// True for the `""` of an unclosed `"""`: the lexer, not finding the end, has taken two quotes
  /// for an empty string.
  private boolean opensTripleQuote(Token token) {
    String text = token.getText();
    char quote = text.charAt(text.length() - 1);
    int next = token.getStopIndex() + 1;
    return text.length() >= 2
        && text.length() <= 4
        && text.charAt(text.length() - 2) == quote
        && next < lexer.getInputStream().size()
        && lexer.getInputStream().getText(Interval.of(next, next)).charAt(0) == quote;
  }

  private static Token made(int type, String text, Token where) {
    CommonToken token = new CommonToken(type, text);
    token.setLine(where.getLine());
    token.setCharPositionInLine(where.getCharPositionInLine());
    return token;
  }
}
