package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final Tensor X = Tensor.arange(24).reshape(2, 3, 4);

  private static void assertShape(Tensor x, String shape) {
    assertThat(x.shape()).hasToString(shape);
  }

  private static boolean shares(Tensor a, Tensor b) {
    return a.array().buffer() == b.array().buffer();
  }

  @Test
  void reshapeIsAViewWhereItCanBe() {
    assertShape(X.reshape(6, -1), "[6, 4]");
    assertThat(shares(X.reshape(6, 4), X)).isTrue();
    Tensor copied = X.transpose(0, 2).reshape(-1);
    assertThat(shares(copied, X)).isFalse();
    assertThat(copied.toLongArray()).startsWith(0, 12, 4, 16, 8, 20, 1, 13);
    assertShape(Tensor.zeros(0, 3).reshape(-1, 3), "[0, 3]");
    assertShape(Tensor.scalar(1).reshape(1, 1), "[1, 1]");
    assertShape(Tensor.ones(1).reshape(), "[]");
    assertThat(shares(X.narrow(0, 1, 1).view(12), X)).isTrue();
  }

  @Test
  void flattenJoinsDimensions() {
    assertShape(X.flatten(), "[24]");
    assertShape(X.flatten(1, 2), "[2, 12]");
    assertShape(X.flatten(0, -2), "[6, 4]");
    assertShape(X.flatten(1, 1), "[2, 3, 4]");
    assertShape(Tensor.scalar(1).flatten(), "[1]");
  }

  @Test
  void dimensionsAreExchanged() {
    assertShape(X.transpose(0, -1), "[4, 3, 2]");
    assertShape(X.permute(2, 0, 1), "[4, 2, 3]");
    assertThat(X.permute(2, 0, 1).toLongArray()).startsWith(0, 4, 8, 12, 16, 20, 1);
    assertThat(X.select(0, 0).t().toLongArray()).startsWith(0, 4, 8, 1);
    assertShape(Tensor.ones(3).t(), "[3]");
    assertShape(Tensor.scalar(1).transpose(0, -1), "[]");
    assertShape(Tensor.scalar(1).permute(), "[]");
  }

  @Test
  void dimensionsOfSizeOneComeAndGo() {
    Tensor x = Tensor.ones(1, 3, 1);
    assertShape(x.squeeze(), "[3]");
    assertShape(x.squeeze(0), "[3, 1]");
    assertShape(x.squeeze(-1), "[1, 3]");
    assertShape(x.squeeze(1), "[1, 3, 1]");
    assertShape(x.unsqueeze(0), "[1, 1, 3, 1]");
    assertShape(x.unsqueeze(-1), "[1, 3, 1, 1]");
    assertShape(Tensor.scalar(1).unsqueeze(0), "[1]");
    assertShape(Tensor.scalar(1).squeeze(), "[]");
    assertShape(Tensor.scalar(1).squeeze(0), "[]");
  }

  @Test
  void expandRepeatsWithoutCopying() {
    Tensor column = Tensor.of(new long[] {1, 2}, 2, 1);
    Tensor expanded = column.expand(3, -1, 2);
    assertShape(expanded, "[3, 2, 2]");
    assertThat(shares(expanded, column)).isTrue();
    assertThat(expanded.toLongArray()).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2);
    assertShape(Tensor.scalar(1).expand(2, 3), "[2, 3]");
    assertShape(Tensor.ones(1).expand(0), "[0]");
  }

  @Test
  void slicesFollowPython() {
    Tensor line = Tensor.arange(5);
    assertThat(line.slice(0, 1, 4, 2).toLongArray()).containsExactly(1, 3);
    assertThat(line.slice(0, -2, 99, 1).toLongArray()).containsExactly(3, 4);
    assertThat(line.slice(0, -99, 2, 1).toLongArray()).containsExactly(0, 1);
    assertThat(line.slice(0, 3, 1, 1).toLongArray()).isEmpty();
    assertThat(line.narrow(0, -3, 2).toLongArray()).containsExactly(2, 3);
    assertThat(line.narrow(0, 5, 0).toLongArray()).isEmpty();
    assertThat(line.select(0, -1).item()).isEqualTo(4);
    assertThat(shares(line.slice(0, 1, 4, 2), line)).isTrue();
  }

  @Test
  void partsCoverTheWhole() {
    Tensor line = Tensor.arange(7);
    assertThat(line.split(3, 0)).extracting(Tensor::numel).containsExactly(3, 3, 1);
    assertThat(line.chunk(3, 0)).extracting(Tensor::numel).containsExactly(3, 3, 1);
    assertThat(line.chunk(5, 0)).extracting(Tensor::numel).containsExactly(2, 2, 2, 1);
    assertThat(line.split(10, 0)).extracting(Tensor::numel).containsExactly(7);
    assertThat(Tensor.zeros(0, 2).split(3, 0)).extracting(Tensor::numel).containsExactly(0);
    assertThat(Tensor.cat(X.split(2, -1), -1).toLongArray()).isEqualTo(X.toLongArray());
  }

  @Test
  void catAndStackPromote() {
    Tensor mixed = Tensor.cat(List.of(Tensor.arange(2), Tensor.ones(1)), 0);
    assertThat(mixed.toString()).isEqualTo("tensor([0., 1., 1.])");
    assertShape(Tensor.stack(List.of(X, X), -1), "[2, 3, 4, 2]");
    assertShape(Tensor.stack(List.of(Tensor.scalar(1), Tensor.scalar(2)), 0), "[2]");
    assertShape(Tensor.cat(List.of(Tensor.zeros(0, 2), Tensor.zeros(3, 2)), 0), "[3, 2]");
  }

  @Test
  void gradientsFlowThroughViewsToTheirSource() {
    Tensor x = Tensor.ones(2, 3).requiresGrad(true);
    Tensor part = x.t().slice(0, 0, 3, 2).flatten();
    part.mul(Tensor.of(new float[] {1, 2, 3, 4})).sum().backward();
    assertThat(x.grad().toDoubleArray()).containsExactly(1, 0, 3, 2, 0, 4);
  }

  @Test
  void contiguousCopiesOnlyWhatIsNot() {
    assertThat(X.contiguous()).isSameAs(X);
    Tensor turned = X.transpose(0, 1);
    assertThat(turned.isContiguous()).isFalse();
    assertThat(turned.contiguous().isContiguous()).isTrue();
    assertThat(turned.contiguous().toLongArray()).isEqualTo(turned.toLongArray());
    assertThat(shares(X.copy(), X)).isFalse();
  }
}
