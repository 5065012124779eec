package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;

/// A worksheet as statements.
public record SyntaxTree(List<Statement> statements) {
  private static final int LONGEST_SOURCE = 2_000_000;

  /// Reads a worksheet.
  ///
  /// @throws WorksheetException at the first place that is not the part of Python that worksheets
  ///   are written in
  public static SyntaxTree parse(String source) {
    if (source.length() > LONGEST_SOURCE) {
      throw new WorksheetException(
          "the worksheet has " + source.length() + " characters; the limit is " + LONGEST_SOURCE,
          1,
          1);
    }
    String unmarked = source.startsWith("\uFEFF") ? source.substring(1) : source;
    String text = unmarked.replace("\r\n", "\n").replace('\r', '\n');
    Layout layout = Layout.ofWorksheet(lexer(text));
    return read(layout, parser -> new TreeBuilder().worksheet(parser.worksheet()));
  }

  /// Reads the expression of an f-string's field, which stands at a place of a worksheet.
  static Expression parseFragment(String source, Position position) {
    WorksheetLexer lexer = lexer(source);
    lexer.setLine(position.line());
    lexer.setCharPositionInLine(position.column() - 1);
    Layout layout = Layout.ofFragment(lexer);
    return read(layout, parser -> new ExpressionBuilder().fragment(parser.fragmentOfText()));
  }

  private static WorksheetLexer lexer(String source) {
    WorksheetLexer lexer = new WorksheetLexer(CharStreams.fromString(source));
    lexer.removeErrorListeners();
    return lexer;
  }

  private interface Reading<T> {
    T from(WorksheetParser parser);
  }

  /// Both the layout and the parser may have found a mistake; the one that comes first is shown.
  private static <T> T read(Layout layout, Reading<T> reading) {
    WorksheetException misplaced = layout.error();
    T result;
    try {
      result = reading.from(parser(layout));
    } catch (WorksheetException e) {
      throw misplaced != null && !comesBefore(e, misplaced) ? misplaced : e;
    }
    if (misplaced != null) {
      throw misplaced;
    }
    return result;
  }

  private static boolean comesBefore(WorksheetException left, WorksheetException right) {
    return left.line() < right.line()
        || (left.line() == right.line() && left.column() < right.column());
  }

  private static WorksheetParser parser(Layout layout) {
    WorksheetParser parser =
        new WorksheetParser(new CommonTokenStream(new ListTokenSource(layout.tokens())));
    parser.removeErrorListeners();
    parser.setErrorHandler(new SyntaxErrors());
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    return parser;
  }
}
