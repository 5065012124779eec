package dev.chainrule.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Example;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.elementwise.Where;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlipsTest {
  private static final Symbols S = Symbols.INSTANCE;
  private static final Expr X = Variable.x(0);
  private static final Expr OTHER = Variable.x(1);
  private static final Expr Y = Variable.Y;
  private static final Expr G = Variable.GRAD_OUTPUT;

  /// The slips of a rule with two inputs.
  private static List<Expr> slips(Expr rule) {
    return Slips.of(new Rule(Ops.MUL, 0, 2, rule));
  }

  private static List<String> formulas(Operation operation, int input, int arity) {
    return Slips.of(Rule.of(operation, input, arity)).stream()
        .map(slip -> Formula.text(slip, arity))
        .toList();
  }

  @Test
  void theSlipsOfAProductAreItsFactorsItsQuotientsAndOtherVariables() {
    assertThat(slips(S.mul(G, OTHER)))
        .containsExactlyInAnyOrder(
            G, OTHER, S.div(G, OTHER), S.div(OTHER, G), S.mul(G, X), S.mul(G, Y));
  }

  @Test
  void theSlipsOfAQuotientLoseTheDenominatorOrSquareIt() {
    assertThat(slips(S.div(G, OTHER)))
        .containsExactlyInAnyOrder(
            G, S.mul(G, OTHER), S.div(S.div(G, OTHER), OTHER), S.div(G, X), S.div(G, Y));
  }

  @Test
  void theSlipsOfASumLoseATermOrASign() {
    assertThat(slips(S.add(G, X)))
        .contains(G, X, S.sub(G, X), S.add(G, OTHER))
        .doesNotContain(S.add(G, X));
    assertThat(slips(S.sub(G, X))).contains(G, X, S.add(G, X), S.sub(X, G));
  }

  @Test
  void aFunctionOfOneVariableMayBeLost() {
    assertThat(slips(S.mul(G, S.exp(X)))).contains(S.mul(G, X), S.mul(G, S.exp(Y)));
    assertThat(slips(S.neg(X))).contains(X);
  }

  @Test
  void aConstantIsOffByOneOrTwofoldOrHasTheWrongSign() {
    assertThat(slips(S.mul(S.constant(4), G)))
        .contains(
            G,
            S.mul(S.constant(-4), G),
            S.mul(S.constant(5), G),
            S.mul(S.constant(3), G),
            S.mul(S.constant(8), G),
            S.mul(S.constant(2), G));
    assertThat(slips(new Constant(1))).doesNotContain(new Constant(0), new Constant(1));
  }

  @Test
  void theGradientThatArrivesIsNotTakenForAVariable() {
    assertThat(slips(G)).isEmpty();
  }

  @Test
  void whenASelectChoosesDoesNotSlip() {
    Expr rule = S.select(S.apply(Ops.LESS, List.of(X, OTHER)), G, S.neg(G));
    assertThat(slips(rule))
        .isNotEmpty()
        .allSatisfy(
            slip -> {
              if (slip instanceof Expr.Apply apply && apply.operation() instanceof Where) {
                assertThat(apply.inputs().getFirst())
                    .isEqualTo(S.apply(Ops.LESS, List.of(X, OTHER)));
              }
            });
  }

  @Test
  void theSlipsOfSquareLoseTheTwo() {
    assertThat(formulas(Ops.SQUARE, 0, 1))
        .contains("gradOutput * x", "gradOutput * (2 * y)", "gradOutput");
  }

  @Test
  void noSlipIsTheRuleAndNoneComesTwice() {
    for (Example example : Catalogue.examples()) {
      int arity = example.inputs().size();
      for (int i = 0; i < arity; i++) {
        if (example.operation().slip() != null && example.operation().differentiable(i)) {
          Rule rule = Rule.of(example.operation(), i, arity);
          assertThat(Slips.of(rule))
              .as(rule.formula())
              .isNotEmpty()
              .doesNotHaveDuplicates()
              .doesNotContain(rule.gradInput());
        }
      }
    }
  }
}
