package dev.chainrule.check.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pull / n / n | pull / n",
        "-1.0 / n**2 | -1.0 / n",
        "1.7 * (a @ b) | a @ b",
        "(p - y) / (n * 4) | (p - y) / n",
        "2 * diff / n | diff / n",
        "a * w[i, 0] * torch.exp(b) | a * torch.exp(b)",
      })
  void leavesOneFactorOut(String text, String shorter) {
    assertThat(new Expression(text).withoutOne()).contains(shorter);
  }

  @Test
  void leavesNothingOutOfASum() {
    assertThat(new Expression("a + b").withoutOne()).isEmpty();
    assertThat(new Expression("a * b + c").withoutOne()).containsExactly("a + c", "b + c");
  }

  @Test
  void changesOneNumber() {
    assertThat(new Expression("-1.0 / 27").withOtherNumber(32.0 / 27)).containsExactly("-1.0 / 32");
    assertThat(new Expression("W2 * x2").withOtherNumber(2)).isEmpty();
  }

  @Test
  void bracketsStandWhereTheyMust() {
    assertThat(new Expression("a.sum(0)").whole()).isEqualTo("a.sum(0)");
    assertThat(new Expression("(a + b)").whole()).isEqualTo("(a + b)");
    assertThat(new Expression("(a) * (b)").whole()).isEqualTo("((a) * (b))");
    assertThat(new Expression("-a").whole()).isEqualTo("(-a)");
    assertThat(new Expression("a.T @ b").factor()).isEqualTo("a.T @ b");
    assertThat(new Expression("f(a - b) * c").factor()).isEqualTo("f(a - b) * c");
    assertThat(new Expression("a - b").factor()).isEqualTo("(a - b)");
  }
}
