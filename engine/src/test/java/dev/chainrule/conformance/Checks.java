package dev.chainrule.conformance;

import dev.chainrule.TensorScope;
import dev.chainrule.array.DType;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Example;
import dev.chainrule.op.Fused;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Unary;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// Every check that applies to one operation, ours or a user's. Each prints its seed when it fails.
public final class Checks {
  private static final long SEED = 20_250_101;

  private static final List<List<Shape>> PAIRS =
      List.of(
          shapes(new int[] {3, 4}, new int[] {4}),
          shapes(new int[] {4}, new int[] {3, 4}),
          shapes(new int[] {3, 1}, new int[] {1, 4}),
          shapes(new int[] {}, new int[] {3, 4}),
          shapes(new int[] {3, 4}, new int[] {}),
          shapes(new int[] {2, 1, 4}, new int[] {3, 1}),
          shapes(new int[] {}, new int[] {}));

  private static final List<List<Shape>> TRIPLES =
      List.of(
          shapes(new int[] {3, 1}, new int[] {4}, new int[] {}),
          shapes(new int[] {}, new int[] {3, 4}, new int[] {3, 1}),
          shapes(new int[] {4}, new int[] {}, new int[] {2, 3, 4}),
          shapes(new int[] {}, new int[] {}, new int[] {}));

  private final List<DynamicTest> tests = new ArrayList<>();
  private final Example example;

  private Checks(Example example) {
    this.example = example;
  }

  private static List<Shape> shapes(int[]... sizes) {
    List<Shape> shapes = new ArrayList<>();
    for (int[] size : sizes) {
      shapes.add(Shape.of(size));
    }
    return shapes;
  }

  /// The checks of one operation.
  public static List<DynamicTest> of(Example example) {
    Checks checks = new Checks(example);
    checks.differentiation();
    checks.forms();
    checks.rules();
    return checks.tests;
  }

  private void differentiation() {
    Application application = Application.of(example, DType.FLOAT64, SEED);
    if (application.wanted().isEmpty()) {
      add("has no gradient", () -> GradientChecks.unrecorded(application));
      return;
    }
    add("first order", () -> GradientChecks.first(application));
    add("second order", () -> GradientChecks.second(application));
    add("along a direction", () -> GradientChecks.forward(application));
    add("readings agree", () -> GradientChecks.readingsAgree(application));
    if (example.operation() instanceof Fused fused) {
      add("decomposition", () -> FusedChecks.decomposition(fused, application));
    }
  }

  private void forms() {
    for (Layouts layout : Layouts.values()) {
      add("layout " + layout, () -> LayoutChecks.layout(example, layout, SEED));
    }
    add("float32", () -> LayoutChecks.float32(example, SEED));
    if (example.operation() instanceof Elementwise) {
      for (List<Shape> shapes : broadcasts()) {
        add("broadcast " + shapes, () -> LayoutChecks.broadcast(example, shapes, SEED));
      }
      List<Shape> empty = new ArrayList<>(List.of(Shape.of(3, 0)));
      while (empty.size() < example.inputs().size()) {
        empty.add(Shape.of(1));
      }
      add("empty", () -> LayoutChecks.empty(example, empty));
    } else {
      example.inputs().stream()
          .flatMapToInt(input -> java.util.Arrays.stream(input.shape().toArray()))
          .distinct()
          .forEach(
              size -> add("0 instead of " + size, () -> LayoutChecks.emptied(example, size, SEED)));
    }
  }

  private List<List<Shape>> broadcasts() {
    return switch (example.inputs().size()) {
      case 1 -> List.of(shapes(new int[] {}), shapes(new int[] {1, 2}));
      case 2 -> PAIRS;
      default -> TRIPLES;
    };
  }

  private void rules() {
    Operation operation = example.operation();
    for (int i = 0; i < example.inputs().size(); i++) {
      int input = i;
      if (operation.differentiable(i)) {
        add("formula " + i, () -> RuleChecks.formula(example, input));
        if (example.inputs().get(i).shape().numel() > 0) {
          add("NaN in " + i, () -> LayoutChecks.nan(example, input, SEED));
        }
      }
      if (!operation.readsElements(i)) {
        add("does not read " + i, () -> RuleChecks.unreadInputs(example, SEED));
      }
    }
    if (operation instanceof Unary || operation instanceof Binary) {
      add("scalar engine", () -> RuleChecks.scalarEngine(example, SEED));
    }
  }

  private void add(String name, Executable check) {
    tests.add(
        DynamicTest.dynamicTest(
            name,
            () -> {
              try {
                inScope(check);
              } catch (AssertionError e) {
                throw new AssertionError(
                    "%s, seed %d: %s".formatted(example.operation(), SEED, e.getMessage()), e);
              }
            }));
  }

  /// In memory that the checks before have used, and that has NaN in it.
  private static void inScope(Executable check) {
    TensorScope.run(
        () -> {
          try {
            check.execute();
          } catch (RuntimeException | Error e) {
            throw e;
          } catch (Throwable e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
