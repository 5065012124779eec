package dev.chainrule.lab.api;

import dev.chainrule.check.Checker;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.expr.Formula;
import dev.chainrule.expr.Rule;
import dev.chainrule.expr.Symbols;
import dev.chainrule.lab.limit.Allowance;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Discrete;
import dev.chainrule.op.Example;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Operation;
import dev.chainrule.report.JsonReports;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.WorksheetExperiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Every operation of the engine, with formulas read off its own rules: `[{"name", "group",
/// "summary", "forward", "gradients": [{"of", "latex"}], "shapes", "within", "example"}]`. An
/// operation that worksheets cannot call has the example of one whose gradients it is `within`.
public final class Operations {
  /// Long to make, and always the same.
  private static final class Made {
    static final String JSON = make();
  }

  /// A gradient as a formula.
  private record Gradient(String of, String latex) {}

  private Operations() {}

  /// All of them, each name once.
  public static String json() {
    return Made.JSON;
  }

  private static String make() {
    Map<String, Example> examples = new LinkedHashMap<>();
    Catalogue.examples().forEach(each -> examples.putIfAbsent(each.operation().name(), each));
    Map<String, String> shapes = new LinkedHashMap<>();
    Map<String, String> worksheets = new LinkedHashMap<>();
    examples.forEach(
        (name, example) -> {
          OperationSheet sheet = OperationSheet.of(example);
          shapes.put(name, shapes(example, sheet));
          sheet.texts().stream()
              .filter(Operations::isRight)
              .findFirst()
              .ifPresent(text -> worksheets.put(name, text));
        });
    return JsonReports.array(
        examples.values(),
        (json, example) -> {
          Operation operation = example.operation();
          json.writeStringField("name", operation.name());
          json.writeStringField("group", group(operation));
          Expr forward = Symbols.INSTANCE.apply(operation, inputs(example));
          json.writeStringField("summary", "y = " + Formula.text(forward, arity(example)));
          json.writeStringField("forward", "y = " + Formula.latex(stated(example), arity(example)));
          JsonReports.objects(
              json,
              "gradients",
              gradients(example),
              gradient -> {
                json.writeStringField("of", gradient.of());
                json.writeStringField("latex", gradient.latex());
              });
          json.writeStringField("shapes", shapes.get(operation.name()));
          List<String> within = Within.gradients(operation, examples, worksheets.keySet());
          json.writeArrayFieldStart("within");
          for (String other : within) {
            json.writeString(other);
          }
          json.writeEndArray();
          String shown = within.isEmpty() ? operation.name() : within.getLast();
          json.writeStringField("example", worksheets.get(shown));
        });
  }

  private static int arity(Example example) {
    return example.inputs().size();
  }

  private static List<Expr> inputs(Example example) {
    List<Expr> inputs = new ArrayList<>();
    for (int i = 0; i < arity(example); i++) {
      inputs.add(Variable.x(i));
    }
    return inputs;
  }

  /// The value, of a fused operation by the plain ones that it states.
  private static Expr stated(Example example) {
    List<Expr> inputs = inputs(example);
    return example.operation() instanceof Fused fused
        ? fused.decompose(Symbols.INSTANCE, inputs)
        : Symbols.INSTANCE.apply(example.operation(), inputs);
  }

  /// The folder that its file is in.
  private static String group(Operation operation) {
    String name = operation.getClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static List<Gradient> gradients(Example example) {
    List<Gradient> gradients = new ArrayList<>();
    for (int i = 0; i < arity(example); i++) {
      if (isDifferentiable(example, i)) {
        Rule rule = Rule.of(example.operation(), i, arity(example));
        gradients.add(new Gradient(name(i, arity(example)), rule.latex()));
      }
    }
    return gradients;
  }

  static boolean isDifferentiable(Example example, int input) {
    Operation operation = example.operation();
    return !(operation instanceof Discrete)
        && !(operation instanceof dev.chainrule.op.Question)
        && operation.differentiable(input);
  }

  /// As formulas call the input.
  static String name(int input, int arity) {
    if (arity == 1) {
      return "x";
    }
    return arity <= 3 ? String.valueOf((char) ('a' + input)) : "x" + input;
  }

  private static String shapes(Example example, OperationSheet sheet) {
    List<Shape> shapes = example.inputs().stream().map(Example.Input::shape).toList();
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(", "))
        + " → "
        + sheet.output();
  }

  private static boolean isRight(String worksheet) {
    try {
      return Checker.check(WorksheetExperiment.of(worksheet, null, Allowance.worksheet()))
          .isRight();
    } catch (WorksheetException e) {
      // The operation is none that worksheets can call in this way.
      return false;
    }
  }
}
