package dev.chainrule.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Symbols S = Symbols.INSTANCE;
  private static final NdArray X = array(0.5, -1.5, 2);
  private static final NdArray OTHER = array(3, 5, 7);
  private static final NdArray G = array(1, 10, 100);

  private static NdArray array(double... elements) {
    return NdArray.of(new Buffer.OfDouble(elements), Shape.of(elements.length));
  }

  private static NdArray value(Expr expr) {
    return Evaluation.of(expr, Numbers.INSTANCE, List.of(X, OTHER), array(9, 9, 9), G);
  }

  @Test
  void variablesAreWhatTheirRolesSay() {
    assertThat(value(Variable.x(0))).isSameAs(X);
    assertThat(value(Variable.x(1))).isSameAs(OTHER);
    assertThat(value(Variable.Y).toDoubles()).containsExactly(9, 9, 9);
    assertThat(value(Variable.GRAD_OUTPUT)).isSameAs(G);
    assertThat(value(S.constant(0.25)).toDoubles()).containsExactly(0.25);
  }

  @Test
  void operationsAreComputedFromTheInside() {
    Expr expr = S.sub(S.mul(Variable.GRAD_OUTPUT, Variable.x(1)), S.square(Variable.x(0)));
    assertThat(value(expr).toDoubles()).containsExactly(3 - 0.25, 50 - 2.25, 700 - 4);
  }

  @Test
  void aRuleGivesWhatItGivesAsNumbers() {
    for (Operation operation : List.of(Ops.TANH, Ops.SIGMOID, Ops.EXP, Ops.SQUARE, Ops.SIN)) {
      NdArray y = operation.forward(List.of(X));
      Expr rule = Rule.of(operation, 0, 1).gradInput();
      assertThat(Evaluation.of(rule, Numbers.INSTANCE, List.of(X), y, G).toDoubles())
          .as(operation.name())
          .containsExactly(operation.vjp(Numbers.INSTANCE, 0, List.of(X), y, G).toDoubles());
    }
  }

  @Test
  void asSymbolsItPutsExpressionsInTheirPlaces() {
    Expr rule = Rule.of(Ops.POW, 0, 2).gradInput();
    Expr square =
        Evaluation.of(
            rule, S, List.of(Variable.x(0), S.constant(2)), Variable.Y, Variable.GRAD_OUTPUT);
    assertThat(Formula.text(square, 1)).isEqualTo("gradOutput * (2 * x^1)");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Expr sum = S.add(Variable.x(0), Variable.GRAD_OUTPUT);
    assertThatThrownBy(() -> Evaluation.of(sum, Numbers.INSTANCE, List.of(X), X, array(1, 2)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Evaluation.of(Variable.x(1), Numbers.INSTANCE, List.of(X), X, G))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
