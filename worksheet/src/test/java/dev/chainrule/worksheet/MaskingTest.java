package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Checker;
import dev.chainrule.check.Masking;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which mistakes which values, indices and sizes hide.
class MaskingTest {
  private static final String MODEL =
      """
      import torch
      torch.manual_seed(1)
      ix = torch.tensor([2, 0, 1])
      C = torch.randn(4, 3, requires_grad=True)
      e = C[ix]
      W = torch.randn(3, 3, requires_grad=True)
      b = torch.zeros(3, requires_grad=True)
      h = e @ W + b
      g = torch.ones(3, requires_grad=True)
      y = torch.tanh(h * g)
      loss = (y ** 2).mean()
      dy = 2 * y / y.numel()
      dg = (dy * (1 - y ** 2) * h).sum(0)
      dh = dy * (1 - y ** 2) * g
      db = dh.sum(0)
      dW = e.T @ dh
      de = dh @ W.T
      dC = torch.zeros(4, 3)
      for i in range(len(ix)):
          dC[ix[i]] += de[i]
      """;

  private static Masking masking(String worksheet) {
    return Checker.masking(WorksheetExperiment.of(worksheet, null));
  }

  private static List<String> rows(String worksheet) {
    return masking(worksheet).rows().stream()
        .map(row -> row.name() + " " + row.hidden().id() + " " + row.hidden().cause())
        .toList();
  }

  @Test
  void aUnitGainSquareSizesAndIndicesThatDoNotRepeat() {
    assertThat(rows(MODEL))
        .containsExactly(
            "dg wrong-operand VALUES",
            "dg wrong-axis SIZES",
            "dh wrong-operand VALUES",
            "db wrong-axis SIZES",
            "db wrong-operand VALUES",
            "dW matmul-transposed SIZES",
            "dW wrong-operand VALUES",
            "de matmul-transposed SIZES",
            "de wrong-operand VALUES",
            "dC scatter-overwrites INDICES",
            "dC scatter-averaged INDICES");
    assertThat(masking(MODEL).text(100))
        .contains("dC (line 20)  scatter-averaged")
        .contains("let an index repeat")
        .contains("g, all 1");
  }

  @Test
  void otherValuesSizesAndIndicesHideNothing() {
    String open =
        MODEL
            .replace("torch.ones(3", "torch.randn(3")
            .replace("[2, 0, 1]", "[2, 0, 1, 2, 0]")
            .replace("(3, 3", "(3, 7")
            .replace("ones(3", "ones(7")
            .replace("torch.zeros(3", "torch.randn(7")
            .replace("torch.randn(3, requires", "torch.randn(7, requires");
    // A bias of zeros would hide that h stands for what the bias was added to.
    assertThat(rows(open)).isEmpty();
    assertThat(masking(open).text(100))
        .isEqualTo("Of the mistakes that are known, none would go unseen here.");
  }
}
