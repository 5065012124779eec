package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.syntax.Expression.Argument;
import dev.chainrule.worksheet.syntax.Expression.Comprehension;
import dev.chainrule.worksheet.syntax.Expression.Link;
import dev.chainrule.worksheet.syntax.WorksheetParser.ArgumentContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ComparatorContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ComparedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ComprehensionContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ConjoinedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.DisjoinedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ExpressionContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ExpressionsContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.FragmentOfTextContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.InfixContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.NegatedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.OperationContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.PlainContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.PowerContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.SignedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.SliceTailContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.StarredContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.SubscriptContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.TrailedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.TrailerContext;
import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.Comparison;
import dev.chainrule.worksheet.value.UnaryOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Makes expressions of the parser's contexts. What stands between brackets is for {@link
/// AtomBuilder}, targets are for {@link TargetBuilder}.
final class ExpressionBuilder {
  private final AtomBuilder atoms = new AtomBuilder(this);
  private final TargetBuilder targets = new TargetBuilder(this);

  static Position position(Token token) {
    return new Position(token.getLine(), token.getCharPositionInLine() + 1);
  }

  Expression fragment(FragmentOfTextContext context) {
    return expressions(context.expressions());
  }

  TargetBuilder targets() {
    return targets;
  }

  /// One expression, or a tuple when there is a comma.
  Expression expressions(ExpressionsContext context) {
    List<StarredContext> parts = context.starred();
    boolean isTuple = context.getChildCount() > 1;
    if (isTuple) {
      return new Expression.TupleDisplay(starred(parts), position(context.getStart()));
    }
    return unstarred(parts.get(0));
  }

  List<Expression> starred(List<StarredContext> contexts) {
    List<Expression> all = new ArrayList<>(contexts.size());
    for (StarredContext context : contexts) {
      all.add(starred(context));
    }
    return all;
  }

  Expression starred(StarredContext context) {
    if (context.operation() == null) {
      return expression(context.expression());
    }
    return new Expression.Starred(operation(context.operation()), position(context.getStart()));
  }

  Expression unstarred(StarredContext context) {
    if (context.operation() != null) {
      throw SyntaxErrors.at(
          context.getStart(), "'*' spreads values into a list, a tuple or a call; here is none");
    }
    return expression(context.expression());
  }

  Expression expression(ExpressionContext context) {
    if (context.LAMBDA() != null) {
      return new FunctionBuilder(this).lambda(context);
    }
    Expression first = operation(context.operation(0));
    if (context.IF() == null) {
      return first;
    }
    return new Expression.Conditional(
        operation(context.operation(1)),
        first,
        expression(context.expression()),
        position(context.IF().getSymbol()));
  }

  /// Chains lean to the left and can be long, so the way down their left side is a loop.
  Expression operation(OperationContext context) {
    Deque<OperationContext> chain = new ArrayDeque<>();
    OperationContext leftmost = context;
    while (leftmost.getChild(0) instanceof OperationContext left) {
      chain.push(leftmost);
      leftmost = left;
    }
    Expression result = start(leftmost);
    OperationContext before = leftmost;
    while (!chain.isEmpty()) {
      OperationContext link = chain.pop();
      result = extend(result, before, link);
      before = link;
    }
    return result;
  }

  private Expression start(OperationContext context) {
    return switch (context) {
      case SignedContext signed -> {
        Expression operand = operand(signed.operation());
        yield new Expression.Unary(sign(signed.sign), operand, position(signed.sign));
      }
      case NegatedContext negated ->
          new Expression.Not(operation(negated.operation()), position(negated.getStart()));
      default -> atoms.atom(((PlainContext) context).atom());
    };
  }

  private static UnaryOperator sign(Token token) {
    return switch (token.getText()) {
      case "-" -> UnaryOperator.NEGATE;
      case "+" -> UnaryOperator.PLUS;
      default -> UnaryOperator.INVERT;
    };
  }

  private Expression extend(Expression left, OperationContext before, OperationContext link) {
    return switch (link) {
      case TrailedContext trailed -> trailer(left, trailed.trailer());
      case PowerContext power ->
          new Expression.Binary(
              BinaryOperator.POWER,
              left,
              operand(power.operation(1)),
              position((Token) power.getChild(1).getPayload()));
      case InfixContext infix ->
          new Expression.Binary(
              BinaryOperator.of(infix.op.getText()),
              left,
              operand(infix.operation(1)),
              position(infix.op));
      case ComparedContext compared -> compared(left, before, compared);
      case ConjoinedContext both -> logical(true, left, before, both, both.operation(1));
      case DisjoinedContext either -> logical(false, left, before, either, either.operation(1));
      default -> throw new IllegalStateException("no chain contains " + link.getClass());
    };
  }

  /// What stands to the right of an operator that binds more tightly than `not`.
  private Expression operand(OperationContext context) {
    if (context instanceof NegatedContext) {
      throw SyntaxErrors.at(context.getStart(), "'not' needs round brackets around it here");
    }
    return operation(context);
  }

  private Expression compared(Expression left, OperationContext before, ComparedContext context) {
    Link link =
        new Link(
            comparison(context.comparator()),
            operand(context.operation(1)),
            position(context.comparator().getStart()));
    boolean continues = before instanceof ComparedContext;
    if (continues && left instanceof Expression.Compare chain) {
      chain.links().add(link);
      return chain;
    }
    List<Link> links = new ArrayList<>();
    links.add(link);
    return new Expression.Compare(left, links, link.position());
  }

  private static Comparison comparison(ComparatorContext context) {
    if (context.IS() != null) {
      return context.NOT() == null ? Comparison.IS : Comparison.IS_NOT;
    }
    if (context.IN() != null) {
      return context.NOT() == null ? Comparison.IN : Comparison.NOT_IN;
    }
    return switch (context.getStart().getText()) {
      case "<" -> Comparison.LESS;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case ">" -> Comparison.GREATER;
      case ">=" -> Comparison.GREATER_OR_EQUAL;
      case "==" -> Comparison.EQUAL;
      default -> Comparison.NOT_EQUAL;
    };
  }

  private Expression logical(
      boolean isAnd,
      Expression left,
      OperationContext before,
      OperationContext context,
      OperationContext right) {
    boolean continues = before.getClass() == context.getClass();
    if (continues && left instanceof Expression.Logical chain && chain.isAnd() == isAnd) {
      chain.operands().add(operation(right));
      return chain;
    }
    List<Expression> operands = new ArrayList<>();
    operands.add(left);
    operands.add(operation(right));
    return new Expression.Logical(
        isAnd, operands, position((Token) context.getChild(1).getPayload()));
  }

  Expression trailer(Expression owner, TrailerContext context) {
    if (context.NAME() != null) {
      Token name = context.NAME().getSymbol();
      return new Expression.Attribute(owner, name.getText(), position(name));
    }
    if (context.OPEN_ROUND() != null) {
      return new Expression.Call(owner, arguments(context.argument()), owner.position());
    }
    return new Expression.Subscript(
        owner, index(context.subscript(), context), position(context.getStart()));
  }

  private List<Argument> arguments(List<ArgumentContext> contexts) {
    List<Argument> arguments = new ArrayList<>(contexts.size());
    boolean namedBefore = false;
    for (ArgumentContext context : contexts) {
      Argument argument = argument(context, contexts.size() == 1);
      boolean isNamed =
          argument.form() == Argument.Form.NAMED || argument.form() == Argument.Form.SPREAD_NAMED;
      if (argument.form() == Argument.Form.PLAIN && namedBefore) {
        throw SyntaxErrors.at(
            context.getStart(), "a plain argument cannot follow one that is given by name");
      }
      namedBefore |= isNamed;
      arguments.add(argument);
    }
    return arguments;
  }

  private Argument argument(ArgumentContext context, boolean isOnly) {
    Position position = position(context.getStart());
    Expression value = expression(context.expression());
    String first = context.getStart().getText();
    if (context.getChild(0) != context.expression()) {
      return switch (first) {
        case "*" -> new Argument(Argument.Form.SPREAD, null, value, position);
        case "**" -> new Argument(Argument.Form.SPREAD_NAMED, null, value, position);
        default -> new Argument(Argument.Form.NAMED, first, value, position);
      };
    }
    if (!context.comprehension().isEmpty()) {
      if (!isOnly) {
        throw SyntaxErrors.at(
            context.getStart(), "a generator beside other arguments needs round brackets");
      }
      value =
          comprehension(
              Comprehension.Kind.GENERATOR, value, null, context.comprehension(), position);
    }
    return new Argument(Argument.Form.PLAIN, null, value, position);
  }

  private Expression index(List<SubscriptContext> contexts, TrailerContext trailer) {
    List<Expression> indices = new ArrayList<>(contexts.size());
    for (SubscriptContext context : contexts) {
      indices.add(subscript(context));
    }
    boolean hasComma = trailer.getChildCount() > 3;
    boolean isSingle =
        indices.size() == 1 && !hasComma && !(indices.get(0) instanceof Expression.Starred);
    return isSingle
        ? indices.get(0)
        : new Expression.TupleDisplay(indices, position(contexts.get(0).getStart()));
  }

  private Expression subscript(SubscriptContext context) {
    SliceTailContext tail = context.sliceTail();
    if (tail == null) {
      return starred(context.starred());
    }
    Expression start = context.starred() == null ? null : unstarred(context.starred());
    Expression stop = null;
    Expression step = null;
    int colons = 0;
    for (int i = 0; i < tail.getChildCount(); i++) {
      if (tail.getChild(i) instanceof ExpressionContext part) {
        if (colons == 1) {
          stop = expression(part);
        } else {
          step = expression(part);
        }
      } else {
        colons++;
      }
    }
    return new Expression.Slice(start, stop, step, position(context.getStart()));
  }

  Comprehension comprehension(
      Comprehension.Kind kind,
      Expression element,
      @Nullable Expression value,
      List<ComprehensionContext> contexts,
      Position position) {
    if (element instanceof Expression.Starred) {
      throw SyntaxErrors.at(contexts.get(0).getStart(), "a comprehension cannot spread with '*'");
    }
    List<Expression.Clause> clauses = new ArrayList<>(contexts.size());
    for (ComprehensionContext context : contexts) {
      List<Expression> conditions = new ArrayList<>();
      for (OperationContext condition :
          context.operation().subList(1, context.operation().size())) {
        conditions.add(operation(condition));
      }
      clauses.add(
          new Expression.Clause(
              targets.targets(context.targets()), operation(context.operation(0)), conditions));
    }
    return new Comprehension(kind, element, value, clauses, position);
  }
}
