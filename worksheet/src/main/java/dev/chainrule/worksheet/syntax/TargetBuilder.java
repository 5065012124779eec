package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.syntax.WorksheetParser.TargetAtomContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.TargetContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.TargetsContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.TrailerContext;
import java.util.ArrayList;
import java.util.List;

/// Makes and checks what stands to the left of `=` and between `for` and `in`: names, attributes,
/// indexed values, and tuples or lists of these with at most one star.
final class TargetBuilder {
  private final ExpressionBuilder expressions;

  TargetBuilder(ExpressionBuilder expressions) {
    this.expressions = expressions;
  }

  /// The targets of a `for`.
  Expression targets(TargetsContext context) {
    List<Expression> parts = new ArrayList<>(context.target().size());
    for (TargetContext target : context.target()) {
      parts.add(target(target));
    }
    boolean isTuple = context.getChildCount() > 1;
    Expression result =
        isTuple
            ? new Expression.TupleDisplay(parts, ExpressionBuilder.position(context.getStart()))
            : parts.get(0);
    return checked(result);
  }

  /// The target of a `with`, or one of those of a `for`.
  Expression target(TargetContext context) {
    Expression result = targetAtom(context.targetAtom());
    for (TrailerContext trailer : context.trailer()) {
      result = expressions.trailer(result, trailer);
    }
    boolean isStarred = context.getChild(0) != context.targetAtom();
    return isStarred
        ? new Expression.Starred(result, ExpressionBuilder.position(context.getStart()))
        : result;
  }

  private Expression targetAtom(TargetAtomContext context) {
    if (context.NAME() != null) {
      return new Expression.Name(
          context.NAME().getText(), ExpressionBuilder.position(context.getStart()));
    }
    return targets(context.targets());
  }

  /// The expression, if something can be assigned to it.
  Expression checked(Expression target) {
    switch (target) {
      case Expression.Name name -> {}
      case Expression.Attribute attribute -> {}
      case Expression.Subscript subscript -> {}
      case Expression.TupleDisplay tuple -> checkAll(tuple.elements());
      case Expression.ListDisplay list -> checkAll(list.elements());
      default -> throw unassignable(target, "assign to");
    }
    return target;
  }

  private void checkAll(List<Expression> targets) {
    int stars = 0;
    for (Expression target : targets) {
      if (target instanceof Expression.Starred starred) {
        checked(starred.value());
        stars++;
        if (stars > 1) {
          throw at(starred.position(), "only one target of an assignment can have a star");
        }
      } else {
        checked(target);
      }
    }
  }

  /// The expression, if an augmented assignment can change it.
  Expression checkedForUpdate(Expression target) {
    boolean isPlace =
        target instanceof Expression.Name
            || target instanceof Expression.Attribute
            || target instanceof Expression.Subscript;
    if (!isPlace) {
      throw unassignable(target, "update");
    }
    return target;
  }

  /// The error for something that is no place to put a value.
  static WorksheetException unassignable(Expression target, String verb) {
    String what =
        switch (target) {
          case Expression.Literal literal -> "a constant";
          case Expression.Call call -> "the result of a call";
          case Expression.Compare compare -> "a comparison";
          case Expression.Lambda lambda -> "a function";
          case Expression.Conditional conditional -> "a conditional expression";
          case Expression.Comprehension comprehension -> "a comprehension";
          case Expression.FormattedString string -> "a string";
          case Expression.TupleDisplay tuple -> "several targets at once";
          case Expression.ListDisplay list -> "several targets at once";
          case Expression.SetDisplay set -> "a set";
          case Expression.DictDisplay dict -> "a dictionary";
          case Expression.Starred starred -> "a starred value outside a tuple or list";
          default -> "the result of an operator";
        };
    return at(target.position(), "cannot " + verb + " " + what);
  }

  private static WorksheetException at(Position position, String sentence) {
    return new WorksheetException(sentence, position.line(), position.column());
  }
}
