package dev.chainrule.worksheet.run;

import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.builtin.Attributes;
import dev.chainrule.worksheet.syntax.Expression;
import dev.chainrule.worksheet.syntax.Function;
import dev.chainrule.worksheet.syntax.Position;
import dev.chainrule.worksheet.syntax.StringPart;
import dev.chainrule.worksheet.value.Comparison;
import dev.chainrule.worksheet.value.Formatting;
import dev.chainrule.worksheet.value.Indexing;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Operators;
import dev.chainrule.worksheet.value.Ordering;
import dev.chainrule.worksheet.value.Repr;
import dev.chainrule.worksheet.value.SliceValue;
import dev.chainrule.worksheet.value.Truth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes expressions.
final class Expressions {
  /// A chain of operators up to this length is computed by recursion, a longer one by a loop.
  private static final int SHORT_CHAIN = 16;

  private final RunState run;
  private final Names names;
  private final Failures failures;
  private final Statements statements;
  private final Displays displays;
  private final Calls calls;

  Expressions(RunState run, Names names, Failures failures, Statements statements) {
    this.run = run;
    this.names = names;
    this.failures = failures;
    this.statements = statements;
    this.displays = new Displays(run, this, statements);
    this.calls = new Calls(run, this, failures);
  }

  Calls calls() {
    return calls;
  }

  Displays displays() {
    return displays;
  }

  /// The value of an expression in a scope.
  Object evaluate(Expression expression, Scope scope) {
    if (expression instanceof Expression.Name name) {
      return names.get(name, scope);
    }
    if (expression instanceof Expression.Literal literal) {
      return literal.value();
    }
    try {
      run.budget().enter();
      Object value = compound(expression, scope);
      run.budget().leave();
      return value;
    } catch (RuntimeException e) {
      throw failures.at(expression.position(), e);
    }
  }

  private Object compound(Expression expression, Scope scope) {
    return switch (expression) {
      case Expression.Binary binary -> binary(binary, scope);
      case Expression.Call call -> calls.call(call, scope);
      case Expression.Attribute attribute ->
          Attributes.get(run, evaluate(attribute.owner(), scope), attribute.name());
      case Expression.Subscript subscript -> subscript(subscript, scope);
      case Expression.Unary unary ->
          Operators.unary(run, unary.operator(), evaluate(unary.operand(), scope));
      case Expression.Compare compare -> compare(compare, scope);
      case Expression.Not not -> !Truth.of(run, evaluate(not.operand(), scope));
      case Expression.Logical logical -> logical(logical, scope);
      case Expression.Conditional conditional -> conditional(conditional, scope);
      case Expression.Slice slice ->
          new SliceValue(
              orNone(slice.start(), scope),
              orNone(slice.stop(), scope),
              orNone(slice.step(), scope));
      case Expression.FormattedString string -> formatted(string.parts(), scope);
      case Expression.Lambda lambda -> function(lambda.function(), scope);
      case Expression.TupleDisplay tuple -> displays.tuple(tuple, scope);
      case Expression.ListDisplay list -> displays.list(list, scope);
      case Expression.SetDisplay set -> displays.set(set, scope);
      case Expression.DictDisplay dict -> displays.dict(dict, scope);
      case Expression.Comprehension comprehension -> displays.comprehension(comprehension, scope);
      case Expression.Name name -> names.get(name, scope);
      case Expression.Literal literal -> literal.value();
      case Expression.Starred starred ->
          throw new IllegalStateException("a starred value stands in displays and calls only");
    };
  }

  private Object binary(Expression.Binary binary, Scope scope) {
    int length = 0;
    Expression left = binary;
    while (left instanceof Expression.Binary link && length <= SHORT_CHAIN) {
      left = link.left();
      length++;
    }
    return length <= SHORT_CHAIN ? shortChain(binary, scope) : longChain(binary, scope);
  }

  private Object shortChain(Expression.Binary binary, Scope scope) {
    Object left =
        binary.left() instanceof Expression.Binary link
            ? shortChain(link, scope)
            : evaluate(binary.left(), scope);
    return apply(binary, left, evaluate(binary.right(), scope));
  }

  private Object longChain(Expression.Binary binary, Scope scope) {
    Deque<Expression.Binary> links = new ArrayDeque<>();
    Expression leftmost = binary;
    while (leftmost instanceof Expression.Binary link) {
      links.push(link);
      leftmost = link.left();
    }
    Object value = evaluate(leftmost, scope);
    while (!links.isEmpty()) {
      Expression.Binary link = links.pop();
      value = apply(link, value, evaluate(link.right(), scope));
    }
    return value;
  }

  private Object apply(Expression.Binary binary, Object left, Object right) {
    try {
      return Operators.binary(run, binary.operator(), left, right);
    } catch (RuntimeException e) {
      throw failures.at(binary.position(), e);
    }
  }

  private Object subscript(Expression.Subscript subscript, Scope scope) {
    Object owner = evaluate(subscript.owner(), scope);
    return Indexing.get(run, owner, evaluate(subscript.index(), scope));
  }

  private Object compare(Expression.Compare compare, Scope scope) {
    Object left = evaluate(compare.first(), scope);
    Object result = true;
    int count = compare.links().size();
    for (int i = 0; i < count; i++) {
      Expression.Link link = compare.links().get(i);
      Object right = evaluate(link.operand(), scope);
      result = compare(link.comparison(), left, right, link.position());
      boolean goesOn = i + 1 < count && Truth.of(run, result);
      if (!goesOn) {
        return result;
      }
      left = right;
    }
    return result;
  }

  private Object compare(Comparison comparison, Object left, Object right, Position position) {
    try {
      return Ordering.compare(run, comparison, left, right);
    } catch (RuntimeException e) {
      throw failures.at(position, e);
    }
  }

  private Object logical(Expression.Logical logical, Scope scope) {
    Object value = NoneValue.NONE;
    int last = logical.operands().size() - 1;
    for (int i = 0; i <= last; i++) {
      value = evaluate(logical.operands().get(i), scope);
      boolean decides = i < last && Truth.of(run, value) != logical.isAnd();
      if (decides) {
        return value;
      }
    }
    return value;
  }

  private Object conditional(Expression.Conditional conditional, Scope scope) {
    boolean holds = Truth.of(run, evaluate(conditional.condition(), scope));
    return evaluate(holds ? conditional.then() : conditional.otherwise(), scope);
  }

  private Object orNone(@Nullable Expression expression, Scope scope) {
    return expression == null ? NoneValue.NONE : evaluate(expression, scope);
  }

  /// A function, with its defaults computed now.
  FunctionValue function(Function function, Scope scope) {
    List<@Nullable Object> defaults = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      Expression value = parameter.defaultValue();
      defaults.add(value == null ? null : evaluate(value, scope));
    }
    return new FunctionValue(function, scope, defaults, statements);
  }

  private String formatted(List<StringPart> parts, Scope scope) {
    StringBuilder text = new StringBuilder();
    for (StringPart part : parts) {
      String shown =
          switch (part) {
            case StringPart.Text plain -> plain.text();
            case StringPart.Field field -> field(field, scope);
          };
      run.budget().text((long) text.length() + shown.length());
      text.append(shown);
    }
    return text.toString();
  }

  private String field(StringPart.Field field, Scope scope) {
    try {
      Object value = evaluate(field.value(), scope);
      Object converted =
          switch (field.conversion()) {
            case 'r' -> Repr.of(run, value);
            case 's' -> Repr.text(run, value);
            case 'a' -> Repr.ascii(run, value);
            default -> value;
          };
      return Formatting.format(run, converted, formatted(field.specification(), scope));
    } catch (RuntimeException e) {
      throw failures.at(field.position(), e);
    }
  }
}
