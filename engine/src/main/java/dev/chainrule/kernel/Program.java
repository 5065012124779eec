package dev.chainrule.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a loop computes for one element: steps, of which some are results. Every step is rounded to
/// the type of the loop, so that a program gives the same bits as its steps one by one.
///
/// @param steps in an order in which each comes after those that it takes
/// @param results the numbers of the steps that are results
public record Program(List<Step> steps, List<Integer> results) {
  public Program {
    steps = List.copyOf(steps);
    results = List.copyOf(results);
  }

  /// One step.
  public sealed interface Step {
    /// An element of operand number `index` of the loop.
    record Operand(int index) implements Step {}

    /// A number, rounded to the type of the loop.
    record Constant(double value) implements Step {}

    /// A primitive applied to the results of earlier steps, given by their numbers.
    record Apply(Primitive primitive, List<Integer> arguments) implements Step {}
  }

  /// The program that applies `primitive` to its operands.
  public static Program of(Primitive primitive) {
    Builder builder = new Builder();
    int[] operands = new int[primitive.arity()];
    Arrays.setAll(operands, builder::operand);
    builder.apply(primitive, operands);
    return builder.build();
  }

  /// How many operands the loop has.
  public int operands() {
    int count = 0;
    for (Step step : steps) {
      if (step instanceof Step.Operand operand) {
        count = Math.max(count, operand.index() + 1);
      }
    }
    return count;
  }

  /// Writes a program step by step; equal steps are computed once.
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private final Map<Step, Integer> numbers = new HashMap<>();

    /// An empty program.
    public Builder() {}

    /// The number of the step that reads operand `index`.
    public int operand(int index) {
      return add(new Step.Operand(index));
    }

    public int constant(double value) {
      return add(new Step.Constant(value));
    }

    /// The number of the step that applies `primitive` to earlier steps. A power with a constant
    /// exponent becomes the product or root that it is; so one of −∞ may be NaN, as a root of it
    /// is.
    public int apply(Primitive primitive, int... arguments) {
      if (primitive == Primitive.POW && steps.get(arguments[1]) instanceof Step.Constant exponent) {
        return power(arguments[0], arguments[1], exponent.value());
      }
      return add(new Step.Apply(primitive, Arrays.stream(arguments).boxed().toList()));
    }

    private int power(int base, int exponent, double value) {
      if (value == 1) {
        return base;
      } else if (value == 2) {
        return apply(Primitive.SQUARE, base);
      } else if (value == 3) {
        return apply(Primitive.MUL, apply(Primitive.SQUARE, base), base);
      } else if (value == -1) {
        return apply(Primitive.RECIPROCAL, base);
      } else if (value == -2) {
        return apply(Primitive.RECIPROCAL, apply(Primitive.SQUARE, base));
      } else if (value == 0.5) {
        return apply(Primitive.SQRT, base);
      } else if (value == -0.5) {
        return apply(Primitive.RSQRT, base);
      } else if (value == -1.5) {
        return apply(Primitive.DIV, apply(Primitive.RSQRT, base), base);
      }
      return add(new Step.Apply(Primitive.POW, List.of(base, exponent)));
    }

    private int add(Step step) {
      return numbers.computeIfAbsent(
          step,
          added -> {
            steps.add(added);
            return steps.size() - 1;
          });
    }

    /// The program whose results are the steps of these numbers.
    public Program build(Integer... results) {
      return new Program(steps, List.of(results));
    }

    /// The program as written, whose result is the last step.
    public Program build() {
      return build(steps.size() - 1);
    }
  }
}
