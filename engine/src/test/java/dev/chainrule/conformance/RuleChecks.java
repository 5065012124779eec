package dev.chainrule.conformance;

import static dev.chainrule.conformance.GradientChecks.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Gradients;
import dev.chainrule.Tensor;
import dev.chainrule.Value;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Rule;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Example;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Unary;
import java.util.ArrayList;
import java.util.List;

/// What a rule says of itself: its formula, what it reads, and its reading in the scalar engine.
final class RuleChecks {
  private RuleChecks() {}

  /// There is a formula in both notations, of symbols and not of Java.
  static void formula(Example example, int input) {
    Rule rule = Rule.of(example.operation(), input, example.inputs().size());
    for (String text : List.of(rule.formula(), rule.latex())) {
      assertThat(text)
          .isNotBlank()
          .doesNotContain("chainrule", "Axes", "Shape", "null", "Infinity", "NaN")
          .doesNotContainPattern("[A-Z]\\w*\\[")
          .doesNotContainPattern("@[0-9a-f]{5,}")
          .doesNotContainPattern("[0-9]E-?[0-9]");
    }
    boolean zero = rule.gradInput().equals(new Expr.Constant(0));
    assertThat(rule.formula()).contains(zero ? "0" : "gradOutput");
    assertThat(rule.latex()).contains(zero ? "0" : "g").doesNotContain("²", "ᵀ", "*", "^(");
    assertThat(rule.latex().chars().filter(c -> c == '{').count())
        .isEqualTo(rule.latex().chars().filter(c -> c == '}').count());
  }

  /// An input whose elements are said not to be read may come without them.
  static void unreadInputs(Example example, long seed) {
    Operation operation = example.operation();
    List<NdArray> x = new Draws(seed).inputs(example, DType.FLOAT64);
    List<NdArray> stripped = new ArrayList<>(x);
    for (int i = 0; i < x.size(); i++) {
      if (!operation.readsElements(i)) {
        stripped.set(i, x.get(i).shapeOnly());
      }
    }
    assertSameBits("value", operation.forward(stripped), operation.forward(x));
  }

  /// The scalar engine computes each element as the tensor engine does, to the bit but for the sign
  /// of a zero.
  static void scalarEngine(Example example, long seed) {
    Draws draws = new Draws(seed);
    List<Tensor> x = new ArrayList<>();
    for (Example.Input input : example.inputs()) {
      NdArray drawn = draws.draw(input, example.inputs().getFirst().shape(), DType.FLOAT64);
      x.add(Tensor.of(drawn));
    }
    Operation operation = example.operation();
    List<Tensor> wanted = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      if (operation.differentiable(i)) {
        wanted.add(x.get(i).requiresGrad(true));
      }
    }
    Tensor y = Tensor.apply(operation, x.toArray(Tensor[]::new));
    List<Tensor> gradients =
        y.requiresGrad()
            ? Gradients.of(y, Tensor.full(DType.FLOAT64, 1, y.shape().toArray()), wanted, false)
            : List.of();
    for (int e = 0; e < y.numel(); e++) {
      List<Value> leaves = new ArrayList<>();
      for (Tensor in : x) {
        leaves.add(Value.of(in.array().get(e)));
      }
      Value value =
          operation instanceof Unary unary
              ? Value.apply(unary, leaves.getFirst())
              : Value.apply((Binary) operation, leaves.get(0), leaves.get(1));
      assertThat(value.data()).isEqualTo(y.array().get(e));
      value.backward();
      for (int i = 0; i < gradients.size(); i++) {
        assertThat(leaves.get(i).grad() + 0.0).isEqualTo(gradients.get(i).array().get(e) + 0.0);
      }
    }
  }
}
