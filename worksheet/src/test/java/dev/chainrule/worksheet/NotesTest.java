package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.doctor.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Observations that are no mistakes, each where it belongs and nowhere else.
class NotesTest {
  private static final String LAYER =
      """
      import torch
      import torch.nn.functional as F
      torch.manual_seed(3)
      x = torch.randn(6, 4)
      w = torch.randn(4, 3, requires_grad=True)
      b = torch.randn(3, requires_grad=True)
      r = torch.randn(6, 3)
      h = x @ w + b
      """;

  private static Check last(String worksheet) {
    return Checker.check(WorksheetExperiment.of(worksheet, null)).checks().getLast();
  }

  private static List<String> ids(String worksheet) {
    return last(worksheet).notes().stream().map(Note::id).toList();
  }

  private static String sentence(String worksheet) {
    return last(worksheet).notes().getFirst().because();
  }

  @Test
  void aBiasBeforeBatchNorm() {
    String worksheet =
        LAYER
            + """
            hat = (h - h.mean(0, keepdim=True)) / h.std(0, keepdim=True)
            loss = (hat * r).sum()
            db = torch.zeros(3)
            """;
    assertThat(ids(worksheet)).containsExactly("zero-by-theorem");
    assertThat(sentence(worksheet))
        .startsWith(
            "it is zero: b only shifts what a mean is then subtracted from, at mean in hat (line"
                + " 9), and the shift goes away with the mean; what the engine shows is rounding,"
                + " at most ")
        .endsWith("; the comparison is of noise with noise");
  }

  @Test
  void aBiasBeforeTheFusedBatchNorm() {
    String worksheet =
        LAYER
            + """
            hat = F.batch_norm(h, None, None, training=True)
            loss = (hat * r).sum()
            db = torch.zeros(3)
            """;
    assertThat(ids(worksheet)).containsExactly("zero-by-theorem");
  }

  @Test
  void theSubtractedMaximum() {
    String worksheet =
        LAYER
            + """
            top = h.max(1, keepdim=True).values
            counts = (h - top).exp()
            probs = counts / counts.sum(1, keepdim=True)
            loss = -(probs.log() * r).sum()
            dtop = torch.zeros(6, 1)
            """;
    assertThat(sentence(worksheet))
        .startsWith("it is zero: top only shifts what goes into a softmax, at exp in counts");
  }

  @Test
  void aBiasOfTheKeys() {
    String worksheet =
        """
        import torch
        torch.manual_seed(3)
        q = torch.randn(4, 3)
        k = torch.randn(4, 3)
        v = torch.randn(4, 2)
        c = torch.randn(3, requires_grad=True)
        weights = torch.softmax(q @ (k + c).T, dim=-1)
        loss = ((weights @ v) ** 2).sum()
        dc = torch.zeros(3)
        """;
    assertThat(sentence(worksheet))
        .startsWith("it is zero: c only shifts what goes into a softmax");
  }

  @Test
  void aGradientThatIsZeroBecauseNothingArrives() {
    String worksheet = LAYER + "loss = torch.relu(h - 100).sum()\ndb = torch.zeros(3)\n";
    assertThat(ids(worksheet)).isEmpty();
  }

  @Test
  void aBiasThatMatters() {
    String worksheet = LAYER + "loss = (h * r).sum()\ndb = r.sum(0)\n";
    assertThat(ids(worksheet)).doesNotContain("zero-by-theorem");
  }

  @Test
  void rounding() {
    String worksheet =
        """
        import torch
        a = torch.tensor([0.1, 0.7, 1.3], requires_grad=True)
        loss = (a * torch.exp(a)).mean()
        da = torch.exp(a) * (a + 1) / 3
        """;
    assertThat(ids(worksheet)).containsExactly("rounding");
    assertThat(sentence(worksheet))
        .matches(
            "it is right, and differs in float32 by rounding: at most [123] units? in the last"
                + " place, at entry \\[[012]]");
  }

  @Test
  void aLossThatIsClipped() {
    String worksheet =
        """
        import torch
        x = torch.tensor([[1.0, 0.5], [0.25, -1.0], [2.0, 0.3]])
        w = torch.tensor([0.4, 3.6], requires_grad=True)
        z = x @ w
        losses = (z ** 2).clamp(max=4.0)
        loss = losses.mean()
        dz = 2 * z / 3 * (z ** 2 <= 4.0).float()
        """;
    assertThat(ids(worksheet)).containsExactly("loss-clipped");
    assertThat(sentence(worksheet))
        .isEqualTo(
            "rows 0, 1 of the gradient of z are exactly zero because the loss is cut off there, at"
                + " clamp in losses (line 5): these examples teach nothing; clip the gradient, not"
                + " the loss");
  }

  @Test
  void aClampThatCutsNothingOff() {
    String worksheet =
        """
        import torch
        z = torch.tensor([0.5, -1.0, 0.0], requires_grad=True)
        losses = (z ** 2).clamp(max=4.0)
        loss = losses.mean()
        dz = 2 * z / 3
        """;
    assertThat(ids(worksheet)).doesNotContain("loss-clipped");
  }

  @Test
  void aClampOfHiddenUnitsIsNoClippedLoss() {
    String worksheet = LAYER + "loss = h.clamp(50.0, 60.0).sum()\ndh = torch.zeros(6, 3)\n";
    assertThat(ids(worksheet)).isEmpty();
  }
}
