package dev.chainrule.worksheet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.Decisions;
import dev.chainrule.worksheet.Limits;
import dev.chainrule.worksheet.WorksheetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tensors are paid for before they are made.
class TensorLimitsTest {
  private static final Limits SMALL =
      Limits.standard().withElements(10_000, 1_000_000).withMultiplyAdds(1_000_000);

  private static void run(String source) {
    Snippet.run(
        "import torch, torch.nn.functional as F\n" + source,
        Precision.OWN,
        Decisions.free(),
        SMALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = torch.zeros(10001)",
        "x = torch.ones(2000000000, 2000000000)",
        "x = torch.full((101, 100), 1.0)",
        "x = torch.eye(1000)",
        "x = torch.arange(1000000000000)",
        "x = torch.arange(0, 1.0, 1e-12)",
        "x = torch.linspace(0, 1, 20000)",
        "x = torch.randn(200, 200)",
        "x = torch.randint(0, 9, (200, 200))",
        "x = torch.randperm(20000)",
        "x = torch.tensor(range(1000000000))",
        "x = torch.ones(1).expand(20000)",
        "x = torch.ones(1).expand(1000000, 1000000)",
        "x = torch.ones(5000).repeat(3)",
        "x = torch.ones(1).repeat(1000000, 1000000)",
        "x = torch.ones(5000, 1) + torch.ones(5000)",
        "x = torch.outer(torch.ones(5000), torch.ones(5000))",
        "x = torch.ones(5000, 1) @ torch.ones(1, 5000)",
        "x = torch.einsum('i,j->ij', torch.ones(5000), torch.ones(5000))",
        "x = torch.ones(10, 10)[[0] * 5000]",
        "x = torch.ones(3, 100).index_select(0, torch.zeros(5000).long())",
        "x = F.one_hot(torch.tensor([100000]))",
        "x = F.embedding(torch.zeros(5000).long(), torch.ones(2, 10))",
        "x = F.pad(torch.ones(5), (20000, 0))",
        "x = F.linear(torch.ones(5000, 1), torch.ones(5000, 1))",
        "x = torch.where(torch.ones(5000, 1) > 0, torch.ones(5000), 0.0)",
      })
  void oneTensorIsTooLarge(String source) {
    assertThatThrownBy(() -> run(source))
        .isInstanceOf(WorksheetException.class)
        .hasMessageStartingWith("too many elements of one tensor: ")
        .hasMessageEndingWith("the limit is 10000; make it smaller");
  }

  @Test
  void allTensorsTogetherAreTooMany() {
    assertThatThrownBy(() -> run("while True:\n    x = torch.zeros(1000) + 1"))
        .hasMessage(
            "too many elements of all tensors made: 1001000 reached, the limit is 1000000;"
                + " make fewer or smaller ones");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A = torch.ones(100, 100)\nfor i in range(5):\n    B = A @ A",
        "A = torch.ones(100, 100)\nfor i in range(5):\n    B = torch.einsum('ij,jk->ik', A, A)",
        "A = torch.ones(100, 100)\nfor i in range(5):\n    B = F.linear(A, A)",
        "A = torch.ones(99, 99, requires_grad=True)\n(A @ A).sum().backward()",
        "A = torch.ones(1, 100, 100)\n"
            + "for i in range(5):\n    B = F.scaled_dot_product_attention(A, A, A)",
      })
  void productsAreTooLarge(String source) {
    assertThatThrownBy(() -> run(source))
        .hasMessageStartingWith("too many multiply-adds: ")
        .hasMessageEndingWith("the limit is 1000000; use smaller sizes or fewer steps");
  }

  @Test
  void aTrainingLoopStaysWithinThem() {
    String source =
        """
        w = torch.zeros(10, requires_grad=True)
        for step in range(100):
            loss = ((w - 1) ** 2).sum()
            w.grad = None
            loss.backward()
            w.data -= 0.1 * w.grad
        """;
    TensorValue loss =
        (TensorValue)
            Snippet.run("import torch\n" + source, Precision.OWN, Decisions.free(), SMALL)
                .variables()
                .get("loss");
    assertThat(loss.toFloat()).isLessThan(1e-6);
  }

  @Test
  void longChainsOfViewsNeedNoStack() {
    String source =
        """
        x = torch.zeros(4)
        v = x
        for i in range(20000):
            v = v.view(4)
        x += 1
        total = v.sum().item()
        """;
    assertThat(
            Snippet.run("import torch\n" + source, Precision.OWN, Decisions.free(), SMALL)
                .variables())
        .containsEntry("total", 4.0);
  }
}
