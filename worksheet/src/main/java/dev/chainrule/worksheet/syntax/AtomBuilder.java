package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.syntax.Expression.Comprehension;
import dev.chainrule.worksheet.syntax.WorksheetParser.AtomContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.EntryContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ItemsContext;
import dev.chainrule.worksheet.value.EllipsisValue;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Makes expressions of names, literals, and everything between brackets.
final class AtomBuilder {
  private final ExpressionBuilder expressions;

  AtomBuilder(ExpressionBuilder expressions) {
    this.expressions = expressions;
  }

  Expression atom(AtomContext context) {
    Token start = context.getStart();
    Position position = ExpressionBuilder.position(start);
    return switch (start.getType()) {
      case WorksheetParser.NAME -> new Expression.Name(start.getText(), position);
      case WorksheetParser.NUMBER -> new Expression.Literal(NumberLiteral.value(start), position);
      case WorksheetParser.STRING -> strings(context.STRING(), position);
      case WorksheetParser.ELLIPSIS -> new Expression.Literal(EllipsisValue.ELLIPSIS, position);
      case WorksheetParser.NONE -> new Expression.Literal(NoneValue.NONE, position);
      case WorksheetParser.TRUE -> new Expression.Literal(true, position);
      case WorksheetParser.FALSE -> new Expression.Literal(false, position);
      case WorksheetParser.OPEN_ROUND -> round(context.items(), position);
      case WorksheetParser.OPEN_SQUARE -> square(context.items(), position);
      default -> curly(context, position);
    };
  }

  /// Adjacent string literals are one string.
  private static Expression strings(List<TerminalNode> nodes, Position position) {
    List<StringPart> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean isFormatted = false;
    for (TerminalNode node : nodes) {
      StringLiteral literal = StringLiteral.of(node.getSymbol());
      if (literal.isFormatted()) {
        isFormatted = true;
        parts.addAll(FormattedStrings.parts(literal));
      } else {
        String decoded = literal.text();
        text.append(decoded);
        parts.add(new StringPart.Text(decoded));
      }
    }
    return isFormatted
        ? new Expression.FormattedString(parts, position)
        : new Expression.Literal(text.toString(), position);
  }

  private Expression round(@Nullable ItemsContext items, Position position) {
    if (items == null) {
      return new Expression.TupleDisplay(List.of(), position);
    }
    if (!items.comprehension().isEmpty()) {
      return comprehension(Comprehension.Kind.GENERATOR, items, position);
    }
    boolean isTuple = items.getChildCount() > 1;
    return isTuple
        ? new Expression.TupleDisplay(expressions.starred(items.starred()), position)
        : expressions.unstarred(items.starred(0));
  }

  private Expression square(@Nullable ItemsContext items, Position position) {
    if (items == null) {
      return new Expression.ListDisplay(List.of(), position);
    }
    return items.comprehension().isEmpty()
        ? new Expression.ListDisplay(expressions.starred(items.starred()), position)
        : comprehension(Comprehension.Kind.LIST, items, position);
  }

  private Expression comprehension(Comprehension.Kind kind, ItemsContext items, Position position) {
    return expressions.comprehension(
        kind, expressions.starred(items.starred(0)), null, items.comprehension(), position);
  }

  private Expression curly(AtomContext context, Position position) {
    List<EntryContext> entries = context.entry();
    if (entries.isEmpty()) {
      return new Expression.DictDisplay(List.of(), position);
    }
    boolean isDict = isOfDict(entries.get(0));
    for (EntryContext entry : entries) {
      if (isOfDict(entry) != isDict) {
        throw SyntaxErrors.at(
            entry.getStart(), "a dictionary has 'key: value' everywhere, a set nowhere");
      }
    }
    if (!context.comprehension().isEmpty()) {
      return curlyComprehension(context, isDict, position);
    }
    return isDict ? dict(entries, position) : set(entries, position);
  }

  private static boolean isOfDict(EntryContext entry) {
    return entry.operation() != null || entry.expression() != null;
  }

  private Expression curlyComprehension(AtomContext context, boolean isDict, Position position) {
    EntryContext entry = context.entry(0);
    if (entry.operation() != null) {
      throw SyntaxErrors.at(entry.getStart(), "a comprehension cannot spread with '**'");
    }
    Expression element = expressions.starred(entry.starred());
    return expressions.comprehension(
        isDict ? Comprehension.Kind.DICT : Comprehension.Kind.SET,
        element,
        isDict ? expressions.expression(entry.expression()) : null,
        context.comprehension(),
        position);
  }

  private Expression set(List<EntryContext> entries, Position position) {
    List<Expression> elements = new ArrayList<>(entries.size());
    for (EntryContext entry : entries) {
      elements.add(expressions.starred(entry.starred()));
    }
    return new Expression.SetDisplay(elements, position);
  }

  private Expression dict(List<EntryContext> contexts, Position position) {
    List<Expression.Entry> entries = new ArrayList<>(contexts.size());
    for (EntryContext context : contexts) {
      boolean isSpread = context.operation() != null;
      entries.add(
          isSpread
              ? new Expression.Entry(null, expressions.operation(context.operation()))
              : new Expression.Entry(
                  expressions.unstarred(context.starred()),
                  expressions.expression(context.expression())));
    }
    return new Expression.DictDisplay(entries, position);
  }
}
