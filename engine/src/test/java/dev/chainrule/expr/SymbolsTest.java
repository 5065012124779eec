package dev.chainrule.expr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.expr.Expr.Apply;
import dev.chainrule.expr.Expr.Constant;
import dev.chainrule.expr.Expr.Variable;
import dev.chainrule.op.Ops;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolsTest {
  private static final Symbols S = Symbols.INSTANCE;
  private static final Expr X = Variable.x(0);

  @Test
  void aFactorOneAndATermZeroGo() {
    assertThat(S.mul(S.constant(1), X)).isEqualTo(X);
    assertThat(S.mul(X, S.constant(1))).isEqualTo(X);
    assertThat(S.add(X, S.constant(0))).isEqualTo(X);
    assertThat(S.neg(S.neg(X))).isEqualTo(X);
  }

  @Test
  void constantsAreComputed() {
    assertThat(S.mul(S.constant(3), S.constant(0.5))).isEqualTo(new Constant(1.5));
    assertThat(S.select(S.constant(1), X, S.constant(2))).isEqualTo(X);
    assertThat(S.select(S.constant(0), X, S.constant(2))).isEqualTo(new Constant(2));
  }

  @Test
  void whatFailsForInfinityStays() {
    assertThat(S.mul(X, S.constant(0))).isEqualTo(new Apply(Ops.MUL, List.of(X, new Constant(0))));
    assertThat(S.sub(X, X)).isEqualTo(new Apply(Ops.SUB, List.of(X, X)));
    assertThat(S.div(X, X)).isEqualTo(new Apply(Ops.DIV, List.of(X, X)));
  }
}
