package dev.chainrule.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.elementwise.Clamp;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.shape.Axes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
  private static final Expr A = Expr.Variable.x(0);
  private static final Expr B = Expr.Variable.x(1);

  private static Expr of(Operation operation, Expr... inputs) {
    return new Expr.Apply(operation, List.of(inputs));
  }

  private static void assertPrints(Expr expr, String text, String latex) {
    assertThat(Formula.text(expr, 2)).isEqualTo(text);
    assertThat(Formula.latex(expr, 2)).isEqualTo(latex);
  }

  @Test
  void parenthesesStandOnlyWherePrecedenceNeedsThem() {
    assertPrints(of(Ops.ADD, of(Ops.MUL, A, B), A), "a * b + a", "a \\odot b + a");
    assertPrints(of(Ops.MUL, of(Ops.ADD, A, B), A), "(a + b) * a", "(a + b) \\odot a");
    assertPrints(of(Ops.SUB, A, of(Ops.SUB, B, A)), "a - (b - a)", "a - (b - a)");
    assertPrints(of(Ops.SUB, of(Ops.SUB, A, B), A), "a - b - a", "a - b - a");
    assertPrints(of(Ops.DIV, A, of(Ops.MUL, B, A)), "a / (b * a)", "a / (b \\odot a)");
    assertPrints(of(Ops.NEG, of(Ops.ADD, A, B)), "-(a + b)", "-(a + b)");
    assertPrints(of(Ops.NEG, of(Ops.SQUARE, A)), "-a²", "-a^2");
    assertPrints(of(Ops.SQUARE, of(Ops.NEG, A)), "(-a)²", "(-a)^2");
    assertPrints(of(Ops.LESS, of(Ops.ADD, A, B), B), "a + b < b", "a + b < b");
    assertPrints(of(Ops.MATMUL, A, of(Ops.TRANSPOSE, B)), "a @ bᵀ", "a \\, b^{\\top}");
  }

  @Test
  void exponentsAreNeverPutOnExponents() {
    assertPrints(of(Ops.POW, A, of(Ops.SUB, B, A)), "a^(b - a)", "a^{b - a}");
    assertPrints(of(Ops.POW, of(Ops.POW, A, B), A), "(a^b)^a", "(a^{b})^{a}");
    assertPrints(of(Ops.POW, A, of(Ops.POW, B, A)), "a^(b^a)", "a^{b^{a}}");
    assertPrints(of(Ops.POW, of(Ops.SQUARE, A), B), "(a²)^b", "(a^2)^{b}");
    assertPrints(of(Ops.SQUARE, of(Ops.SQUARE, A)), "(a²)²", "(a^2)^2");
    assertPrints(of(Ops.SQUARE, of(Ops.TRANSPOSE, A)), "(aᵀ)²", "(a^{\\top})^2");
    assertPrints(of(Ops.SQUARE, of(Ops.POW, A, B)), "(a^b)²", "(a^{b})^2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 2 | 2",
        "-2 | -2 | -2",
        "0.5 | 0.5 | 0.5",
        "1e-5 | 1e-5 | 1 \\cdot 10^{-5}",
        "2.5e12 | 2.5e12 | 2.5 \\cdot 10^{12}",
        "-Infinity | -inf | -\\infty",
        "Infinity | inf | \\infty",
        "NaN | NaN | NaN"
      })
  void numbersAreShort(double number, String text, String latex) {
    assertPrints(new Expr.Constant(number), text, latex);
  }

  @Test
  void aNegativeNumberBesideAnOperatorHasParentheses() {
    Expr minusTwo = new Expr.Constant(-2);
    assertPrints(of(Ops.MUL, A, minusTwo), "a * (-2)", "a \\odot (-2)");
    assertPrints(of(Ops.EXP, minusTwo), "exp(-2)", "\\operatorname{exp}(-2)");
  }

  @Test
  void parametersFollowTheOperands() {
    Operation sum = new Sum(Axes.single(1), true);
    assertPrints(
        of(sum, A),
        "sum(a, axes=[1], keepDim=true)",
        "\\operatorname{sum}(a, axes=[1], keepDim=true)");
    assertThat(Formula.text(of(new Clamp(-0.5, Double.POSITIVE_INFINITY), A), 1))
        .isEqualTo("clamp(x, min=-0.5, max=inf)");
    assertThat(Formula.latex(of(new Normalize("layerNorm", Axes.single(1), 1e-5, 0), A), 1))
        .isEqualTo("\\operatorname{layerNorm}(x, axes=[1], eps=1 \\cdot 10^{-5}, correction=0)");
  }

  @Test
  void inputsAreNamedByTheirNumber() {
    assertThat(Formula.text(Expr.Variable.x(0), 1)).isEqualTo("x");
    assertThat(Formula.text(Expr.Variable.x(2), 3)).isEqualTo("c");
    assertThat(Formula.text(Expr.Variable.x(4), 5)).isEqualTo("x4");
    assertThat(Formula.latex(Expr.Variable.x(4), 5)).isEqualTo("x_{4}");
    assertThat(Formula.text(Expr.Variable.Y, 1)).isEqualTo("y");
    assertThat(Formula.text(Expr.Variable.GRAD_OUTPUT, 1)).isEqualTo("gradOutput");
    assertThat(Formula.latex(Expr.Variable.GRAD_OUTPUT, 1)).isEqualTo("g");
  }

  @Test
  void rulesPrintAsPeopleWriteThem() {
    assertThat(Rule.of(Ops.TANH, 0, 1).formula()).isEqualTo("gradOutput * (1 - y²)");
    assertThat(Rule.of(Ops.TANH, 0, 1).latex()).isEqualTo("g \\odot (1 - y^2)");
    assertThat(Rule.of(Ops.MUL, 0, 2).formula()).isEqualTo("gradOutput * b");
    assertThat(Rule.of(Ops.DIV, 1, 2).formula()).isEqualTo("-(gradOutput * (y / b))");
    assertThat(Rule.of(Ops.MATMUL, 1, 2).latex()).isEqualTo("a^{\\top} \\, g");
    assertThat(Rule.of(new Matmul(true, false), 0, 2).formula())
        .isEqualTo("squeeze(unsqueeze(gradOutput, fromEnd=2) @ bᵀ, fromEnd=2)");
    assertThat(Rule.partial(Ops.SIGMOID, 0, 1).formula()).isEqualTo("y * (1 - y)");
    assertThat(Rule.of(Ops.SIGN, 0, 1).formula()).isEqualTo("0");
  }
}
