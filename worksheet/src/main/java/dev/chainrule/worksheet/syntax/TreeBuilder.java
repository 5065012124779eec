package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.syntax.WorksheetParser.AssignmentContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.BlockContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ContextItemContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.DefinitionContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.DottedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ExpressionContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ExpressionsContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ForStatementContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.IfStatementContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ImportedContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.LineContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ModuleContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.SimpleContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.StatementContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.WhileStatementContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.WithStatementContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.WorksheetContext;
import dev.chainrule.worksheet.value.BinaryOperator;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Makes statements of the parser's contexts.
final class TreeBuilder {
  private final ExpressionBuilder expressions = new ExpressionBuilder();

  /// The names of the function whose body is being built; null at the top level.
  private @Nullable LocalNames names;

  private int loops;

  SyntaxTree worksheet(WorksheetContext context) {
    return new SyntaxTree(statements(context.statement()));
  }

  private List<Statement> statements(List<StatementContext> contexts) {
    List<Statement> statements = new ArrayList<>();
    for (StatementContext context : contexts) {
      add(statements, context);
    }
    return statements;
  }

  private void add(List<Statement> statements, StatementContext context) {
    switch (context.getChild(0)) {
      case LineContext line -> line(statements, line);
      case IfStatementContext branches -> statements.add(branches(branches));
      case WhileStatementContext loop -> statements.add(whileLoop(loop));
      case ForStatementContext loop -> statements.add(forLoop(loop));
      case WithStatementContext with -> statements.add(with(with));
      case DefinitionContext definition -> statements.add(define(definition));
      default -> throw new IllegalStateException("no statement begins with this context");
    }
  }

  private void line(List<Statement> statements, LineContext line) {
    for (SimpleContext simple : line.simple()) {
      statements.add(simple(simple));
    }
  }

  private List<Statement> block(@Nullable BlockContext context) {
    if (context == null) {
      return List.of();
    }
    if (context.line() != null) {
      List<Statement> statements = new ArrayList<>();
      line(statements, context.line());
      return statements;
    }
    return statements(context.statement());
  }

  private Statement simple(SimpleContext context) {
    Token start = context.getStart();
    Position position = ExpressionBuilder.position(start);
    return switch (start.getType()) {
      case WorksheetParser.PASS -> new Statement.Pass(position);
      case WorksheetParser.BREAK, WorksheetParser.CONTINUE -> jump(start, position);
      case WorksheetParser.RETURN -> returned(context, position);
      case WorksheetParser.ASSERT -> asserted(context, position);
      case WorksheetParser.DEL -> deleted(context.expressions(), position);
      case WorksheetParser.GLOBAL, WorksheetParser.NONLOCAL -> declared(context, position);
      case WorksheetParser.IMPORT -> imported(context, position);
      case WorksheetParser.FROM -> importedFrom(context, position);
      default -> assignment(context.assignment(), position);
    };
  }

  private Statement jump(Token token, Position position) {
    if (loops == 0) {
      throw SyntaxErrors.at(token, "'" + token.getText() + "' stands outside any loop");
    }
    return token.getType() == WorksheetParser.BREAK
        ? new Statement.Break(position)
        : new Statement.Continue(position);
  }

  private Statement returned(SimpleContext context, Position position) {
    if (names == null) {
      throw SyntaxErrors.at(context.getStart(), "'return' stands outside any function");
    }
    ExpressionsContext value = context.expressions();
    return new Statement.Return(value == null ? null : expressions.expressions(value), position);
  }

  private Statement asserted(SimpleContext context, Position position) {
    List<ExpressionContext> parts = context.expression();
    Expression message = parts.size() > 1 ? expressions.expression(parts.get(1)) : null;
    return new Statement.Assert(expressions.expression(parts.get(0)), message, position);
  }

  private Statement deleted(ExpressionsContext context, Position position) {
    Expression targets = expressions.expressions(context);
    List<Expression> all =
        targets instanceof Expression.TupleDisplay tuple ? tuple.elements() : List.of(targets);
    for (Expression target : all) {
      boolean isPlace = target instanceof Expression.Name || target instanceof Expression.Subscript;
      if (!isPlace) {
        throw TargetBuilder.unassignable(target, "delete");
      }
      bind(target);
    }
    return new Statement.Delete(all, position);
  }

  private Statement declared(SimpleContext context, Position position) {
    boolean isGlobal = context.GLOBAL() != null;
    for (TerminalNode name : context.NAME()) {
      if (names == null) {
        if (!isGlobal) {
          throw SyntaxErrors.at(context.getStart(), "'nonlocal' stands outside any function");
        }
      } else if (isGlobal) {
        names.declareGlobal(name.getText(), position);
      } else {
        names.declareNonlocal(name.getText(), position);
      }
    }
    return new Statement.Pass(position);
  }

  private Statement imported(SimpleContext context, Position position) {
    List<Statement.Module> modules = new ArrayList<>();
    for (ModuleContext module : context.module()) {
      String path = path(module.dotted());
      String alias = module.NAME() == null ? null : module.NAME().getText();
      modules.add(new Statement.Module(path, alias, ExpressionBuilder.position(module.getStart())));
      bindName(alias == null ? module.dotted().NAME(0).getText() : alias);
    }
    return new Statement.Import(modules, position);
  }

  private Statement importedFrom(SimpleContext context, Position position) {
    String path = path(context.dotted());
    if (context.imported().isEmpty()) {
      throw SyntaxErrors.at(
          context.getStart(), "'from " + path + " import *': name what is to be imported");
    }
    List<Statement.Imported> all = new ArrayList<>();
    for (ImportedContext imported : context.imported()) {
      List<TerminalNode> parts = imported.NAME();
      String name = parts.get(0).getText();
      String alias = parts.get(parts.size() - 1).getText();
      all.add(new Statement.Imported(name, alias, ExpressionBuilder.position(imported.getStart())));
      bindName(alias);
    }
    return new Statement.ImportFrom(path, all, position);
  }

  private static String path(DottedContext context) {
    List<String> parts = new ArrayList<>();
    for (TerminalNode part : context.NAME()) {
      parts.add(part.getText());
    }
    return String.join(".", parts);
  }

  private Statement assignment(AssignmentContext context, Position position) {
    List<ExpressionsContext> sides = context.expressions();
    if (context.AUGMENTED() != null) {
      return augmented(context, position);
    }
    boolean isAnnotated = context.expression() != null;
    if (sides.size() == 1) {
      Expression only = expressions.expressions(sides.get(0));
      if (isAnnotated) {
        bind(expressions.targets().checkedForUpdate(only));
        return new Statement.Pass(position);
      }
      return new Statement.Evaluate(only, position);
    }
    List<Expression> targets = new ArrayList<>();
    for (ExpressionsContext side : sides.subList(0, sides.size() - 1)) {
      Expression written = expressions.expressions(side);
      Expression target =
          isAnnotated
              ? expressions.targets().checkedForUpdate(written)
              : expressions.targets().checked(written);
      bind(target);
      targets.add(target);
    }
    Expression value = expressions.expressions(sides.get(sides.size() - 1));
    return new Statement.Assign(targets, value, position);
  }

  private Statement augmented(AssignmentContext context, Position position) {
    List<ExpressionsContext> sides = context.expressions();
    Expression target =
        expressions.targets().checkedForUpdate(expressions.expressions(sides.get(0)));
    bind(target);
    String sign = context.AUGMENTED().getText();
    return new Statement.AugmentedAssign(
        target,
        BinaryOperator.of(sign.substring(0, sign.length() - 1)),
        expressions.expressions(sides.get(1)),
        position);
  }

  private Statement branches(IfStatementContext context) {
    List<Statement.Branch> branches = new ArrayList<>();
    List<ExpressionContext> conditions = context.expression();
    for (int i = 0; i < conditions.size(); i++) {
      Expression condition = expressions.expression(conditions.get(i));
      branches.add(new Statement.Branch(condition, block(context.block(i))));
    }
    boolean hasElse = context.ELSE() != null;
    List<Statement> otherwise = hasElse ? block(context.block(conditions.size())) : List.of();
    return new Statement.If(branches, otherwise, start(context));
  }

  private Statement whileLoop(WhileStatementContext context) {
    Expression condition = expressions.expression(context.expression());
    List<Statement> body = loopBody(context.block(0));
    return new Statement.While(condition, body, block(context.block(1)), start(context));
  }

  private Statement forLoop(ForStatementContext context) {
    Expression target = expressions.targets().targets(context.targets());
    bind(target);
    Expression iterable = expressions.expressions(context.expressions());
    List<Statement> body = loopBody(context.block(0));
    return new Statement.For(target, iterable, body, block(context.block(1)), start(context));
  }

  private List<Statement> loopBody(BlockContext context) {
    loops++;
    List<Statement> body = block(context);
    loops--;
    return body;
  }

  private Statement with(WithStatementContext context) {
    List<Statement.Context> contexts = new ArrayList<>();
    for (ContextItemContext item : context.contextItem()) {
      Expression target = null;
      if (item.target() != null) {
        target = expressions.targets().checked(expressions.targets().target(item.target()));
        bind(target);
      }
      contexts.add(new Statement.Context(expressions.expression(item.expression()), target));
    }
    return new Statement.With(contexts, block(context.block()), start(context));
  }

  private Statement define(DefinitionContext context) {
    List<Expression> decorators = new ArrayList<>();
    int defAt = context.DEF().getSymbol().getTokenIndex();
    for (ExpressionContext expression : context.expression()) {
      boolean isDecorator = expression.getStart().getTokenIndex() < defAt;
      if (isDecorator) {
        decorators.add(expressions.expression(expression));
      }
    }
    bindName(context.NAME().getText());
    LocalNames outerNames = names;
    int outerLoops = loops;
    LocalNames inner = new LocalNames();
    names = inner;
    loops = 0;
    List<Statement> body = block(context.block());
    names = outerNames;
    loops = outerLoops;
    Function function = new FunctionBuilder(expressions).define(context, body, inner);
    return new Statement.Define(function, decorators, start(context));
  }

  private void bindName(String name) {
    if (names != null) {
      names.bind(name);
    }
  }

  private void bind(Expression target) {
    if (names != null) {
      names.bind(target);
    }
  }

  private static Position start(ParserRuleContext context) {
    return ExpressionBuilder.position(context.getStart());
  }
}
