package dev.chainrule.expr;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Notation;
import dev.chainrule.op.Operation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Prints expressions as formulas, with as few parentheses as their precedence allows.
public final class Formula {
  private static final int ATOM = 10;

  /// What an exponent is put on: an exponent on an exponent would read as one.
  private static final int RAISED = 7;

  private final boolean latex;
  private final Function<Variable, String> names;

  private Formula(boolean latex, Function<Variable, String> names) {
    this.latex = latex;
    this.names = names;
  }

  /// As plain text. With two or three inputs these are called a, b and c, with one x, with more x0
  /// ….
  public static String text(Expr expr, int arity) {
    return text(expr, variable -> name(variable, arity, false));
  }

  /// As plain text, with names of the caller's for the variables.
  public static String text(Expr expr, Function<Variable, String> names) {
    return new Formula(false, names).print(expr, 0);
  }

  /// As LaTeX, with the same names.
  public static String latex(Expr expr, int arity) {
    return latex(expr, variable -> name(variable, arity, true));
  }

  /// As LaTeX, with names of the caller's for the variables.
  public static String latex(Expr expr, Function<Variable, String> names) {
    return new Formula(true, names).print(expr, 0);
  }

  private String print(Expr expr, int outer) {
    return switch (expr) {
      case Constant constant -> number(constant.value(), outer);
      case Variable variable -> names.apply(variable);
      case Apply apply -> print(apply, outer);
    };
  }

  private String print(Apply apply, int outer) {
    Notation notation = apply.operation().notation();
    int own = notation.precedence();
    List<Expr> inputs = apply.inputs();
    String symbol = latex ? notation.latex() : notation.symbol();
    String text =
        switch (notation.form()) {
          case CALL -> call(apply);
          case INFIX ->
              symbol.equals("^")
                  ? power(inputs.get(0), inputs.get(1))
                  : print(inputs.get(0), own) + " " + symbol + " " + print(inputs.get(1), own + 1);
          case PREFIX -> symbol + print(inputs.get(0), own);
          case POSTFIX -> print(inputs.get(0), RAISED) + symbol;
        };
    return own < outer ? "(" + text + ")" : text;
  }

  private String power(Expr base, Expr exponent) {
    return print(base, RAISED)
        + "^"
        + (latex ? "{" + print(exponent, 0) + "}" : print(exponent, RAISED));
  }

  private String call(Apply apply) {
    List<String> arguments = new ArrayList<>();
    for (Expr input : apply.inputs()) {
      arguments.add(print(input, 0));
    }
    arguments.addAll(attributes(apply.operation()));
    String name = apply.operation().name();
    String head = latex ? "\\operatorname{" + name + "}" : name;
    return head + "(" + String.join(", ", arguments) + ")";
  }

  /// The parameters of an operation that is a record, as `name=value`.
  private List<String> attributes(Operation operation) {
    List<String> attributes = new ArrayList<>();
    RecordComponent[] components = operation.getClass().getRecordComponents();
    if (components == null) {
      return attributes;
    }
    for (RecordComponent component : components) {
      // A record in a package that its module does not open keeps its parameters to itself.
      if (component.getName().equals("name") || !component.getAccessor().trySetAccessible()) {
        continue;
      }
      try {
        Object value = component.getAccessor().invoke(operation);
        attributes.add(component.getName() + "=" + (value instanceof Double d ? digits(d) : value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
    return attributes;
  }

  private static String name(Variable variable, int arity, boolean latex) {
    return switch (variable.role()) {
      case OUTPUT -> "y";
      case GRAD_OUTPUT -> latex ? "g" : "gradOutput";
      case INPUT -> {
        if (arity == 1) {
          yield "x";
        }
        yield arity <= 3
            ? String.valueOf((char) ('a' + variable.input()))
            : (latex ? "x_{" + variable.input() + "}" : "x" + variable.input());
      }
    };
  }

  private String number(double value, int outer) {
    String text = digits(value);
    return value < 0 && outer > 0 && outer < ATOM ? "(" + text + ")" : text;
  }

  /// `3`, `0.5`, `1e-5`, `-inf`.
  private String digits(double value) {
    if (Double.isInfinite(value)) {
      return (value < 0 ? "-" : "") + (latex ? "\\infty" : "inf");
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    String text = Double.toString(value);
    int e = text.indexOf('E');
    if (e < 0) {
      return text;
    }
    String mantissa = text.substring(0, e).replaceFirst("\\.0$", "");
    String exponent = text.substring(e + 1);
    return latex ? mantissa + " \\cdot 10^{" + exponent + "}" : mantissa + "e" + exponent;
  }
}
