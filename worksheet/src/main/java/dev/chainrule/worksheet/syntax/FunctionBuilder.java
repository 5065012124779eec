package dev.chainrule.worksheet.syntax;

import dev.chainrule.worksheet.syntax.Function.Parameter;
import dev.chainrule.worksheet.syntax.WorksheetParser.DefinitionContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ExpressionContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.LambdaParameterContext;
import dev.chainrule.worksheet.syntax.WorksheetParser.ParameterContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Makes functions: their parameters, and which names are their own.
final class FunctionBuilder {
  private final ExpressionBuilder expressions;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable Token star;
  private boolean sawNamedRest;
  private boolean sawDefault;

  FunctionBuilder(ExpressionBuilder expressions) {
    this.expressions = expressions;
  }

  Expression lambda(ExpressionContext context) {
    for (LambdaParameterContext parameter : context.lambdaParameter()) {
      ExpressionContext value = parameter.expression();
      add(parameter.getStart(), parameter.NAME(), value);
    }
    Position position = ExpressionBuilder.position(context.getStart());
    Expression body = expressions.expression(context.expression());
    List<Statement> statements = List.of(new Statement.Return(body, body.position()));
    Function function =
        new Function("<lambda>", parameters(), statements, names, Set.of(), Set.of(), position);
    return new Expression.Lambda(function, position);
  }

  Function define(DefinitionContext context, List<Statement> body, LocalNames declared) {
    for (ParameterContext parameter : context.parameter()) {
      add(parameter.getStart(), parameter.NAME(), defaultValue(parameter));
    }
    Token name = context.NAME().getSymbol();
    for (String outer : declared.declaredElsewhere()) {
      if (names.contains(outer)) {
        throw SyntaxErrors.at(name, "'" + outer + "' is a parameter, so it cannot be declared");
      }
    }
    names.addAll(declared.assigned());
    names.removeAll(declared.declaredElsewhere());
    return new Function(
        name.getText(),
        parameters(),
        body,
        names,
        declared.globals(),
        declared.nonlocals(),
        ExpressionBuilder.position(name));
  }

  /// The expression after `=`; the one after `:` is an annotation, which means nothing here.
  private static @Nullable ExpressionContext defaultValue(ParameterContext parameter) {
    for (int i = 1; i < parameter.getChildCount(); i++) {
      if (parameter.getChild(i - 1) instanceof TerminalNode sign
          && sign.getText().equals("=")
          && parameter.getChild(i) instanceof ExpressionContext value) {
        return value;
      }
    }
    return null;
  }

  private void add(
      Token start, @Nullable TerminalNode nameNode, @Nullable ExpressionContext defaultValue) {
    if (sawNamedRest) {
      throw SyntaxErrors.at(start, "no parameter can follow the one with '**'");
    }
    if (start.getText().equals("/")) {
      endPositionalOnly(start);
      return;
    }
    if (nameNode == null) {
      star(start);
      return;
    }
    String name = nameNode.getText();
    if (!names.add(name)) {
      throw SyntaxErrors.at(start, "two parameters are named '" + name + "'");
    }
    Parameter.Kind kind = kind(start);
    boolean needsDefault = sawDefault && kind == Parameter.Kind.PLAIN && defaultValue == null;
    if (needsDefault) {
      throw SyntaxErrors.at(
          start, "'" + name + "' needs a default, because a parameter before it has one");
    }
    sawDefault |= defaultValue != null && kind == Parameter.Kind.PLAIN;
    Expression value = defaultValue == null ? null : expressions.expression(defaultValue);
    parameters.add(new Parameter(name, kind, value, ExpressionBuilder.position(start)));
  }

  private Parameter.Kind kind(Token start) {
    switch (start.getText()) {
      case "*" -> {
        star(start);
        return Parameter.Kind.REST;
      }
      case "**" -> {
        sawNamedRest = true;
        return Parameter.Kind.NAMED_REST;
      }
      default -> {
        return star != null ? Parameter.Kind.KEYWORD_ONLY : Parameter.Kind.PLAIN;
      }
    }
  }

  private void star(Token start) {
    if (star != null) {
      throw SyntaxErrors.at(start, "only one parameter can have a star");
    }
    star = start;
  }

  private void endPositionalOnly(Token slash) {
    if (star != null || parameters.isEmpty()) {
      throw SyntaxErrors.at(slash, "'/' must follow a plain parameter");
    }
    parameters.replaceAll(
        p ->
            new Parameter(
                p.name(), Parameter.Kind.POSITIONAL_ONLY, p.defaultValue(), p.position()));
  }

  private List<Parameter> parameters() {
    boolean starIsLast =
        star != null
            && parameters.stream()
                .noneMatch(
                    p ->
                        p.kind() == Parameter.Kind.REST || p.kind() == Parameter.Kind.KEYWORD_ONLY);
    if (starIsLast && star != null) {
      throw SyntaxErrors.at(star, "a named parameter must follow the bare '*'");
    }
    return List.copyOf(parameters);
  }
}
