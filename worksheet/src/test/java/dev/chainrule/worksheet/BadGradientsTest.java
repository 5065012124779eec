package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot be a gradient, or is not taken for one, is each said in a sentence of its own.
class BadGradientsTest {
  private static final String FORWARD =
      """
      import torch
      x = torch.tensor([[1.0, 0.5], [0.25, -1.0], [2.0, 0.3]])
      w = torch.tensor([0.4, 0.6], requires_grad=True)
      u = torch.tensor([1.0, 2.0], requires_grad=True)
      n = torch.tensor([0, 1])
      z = x @ w
      loss = (z ** 2).mean()
      dz = 2 * z / 3
      """;

  private static Report check(String backward) {
    return Checker.check(WorksheetExperiment.of(FORWARD + backward, null));
  }

  /// The notes on the last gradient: id, and sentence.
  private static List<String> notes(String backward) {
    Check last = check(backward).checks().getLast();
    return last.notes().stream().map(note -> note.id() + ": " + note.because()).toList();
  }

  private static List<String> remarks(String worksheet) {
    Report report = Checker.check(WorksheetExperiment.of(worksheet, null));
    return report.remarks().stream()
        .map(r -> "%s: %s (%d): %s".formatted(r.id(), r.name(), r.line(), r.because()))
        .toList();
  }

  @Test
  void aRightGradientHasNothingSaidOfIt() {
    assertThat(notes("dw = x.T @ dz\n")).isEmpty();
    assertThat(check("dw = x.T @ dz\n").remarks()).isEmpty();
  }

  @Test
  void aShapeThatCannotBeSummed() {
    assertThat(notes("dw = torch.ones(3)\n"))
        .containsExactly(
            "shape: it has the shape [3], but w has [2], and a gradient has the shape of its"
                + " variable; look at the axes of the line that made it");
  }

  @Test
  void aShapeThatWasNotSummed() {
    assertThat(notes("dw = x * dz.unsqueeze(1)\n"))
        .containsExactly(
            "shape: it has the shape [3, 2], but w has [2], and a gradient has the shape of its"
                + " variable; sum it over the axes along which w was broadcast");
  }

  @Test
  void aNumberForAVector() {
    assertThat(notes("dw = 3.0\n"))
        .containsExactly(
            "shape: it has the shape [], but w has [2], and a gradient has the shape of its"
                + " variable; something is summed that should not be, or it stands for every"
                + " entry");
  }

  @Test
  void wholeNumbers() {
    assertThat(notes("dw = torch.tensor([1, 2])\n"))
        .containsExactly(
            "not-float: it holds whole numbers (int64), and a gradient is made of floats like w;"
                + " write 1.0 for 1, or call .float()");
  }

  @Test
  void truthValues() {
    assertThat(notes("dw = (x.T @ dz) > 0\n"))
        .containsExactly(
            "not-float: it holds truth values, and a gradient is made of floats like w; write 1.0"
                + " for 1, or call .float()");
  }

  @Test
  void notANumber() {
    assertThat(notes("dw = x.T @ dz\ndw[1] = dw[1] * float('nan')\n"))
        .containsExactly(
            "not-finite: entry [1] is NaN (1 of 2 entries are not finite), where the engine's"
                + " gradient is 0.762667");
  }

  @Test
  void notANumberOnBothSides() {
    String worksheet =
        """
        import torch
        s = torch.tensor([0.0, 4.0], requires_grad=True)
        loss = s.sqrt().sum()
        ds = 0.5 / s.sqrt()
        """;
    Check ds = Checker.check(WorksheetExperiment.of(worksheet, null)).checks().getFirst();
    assertThat(ds.notes().getFirst().because())
        .isEqualTo(
            "entry [0] is Infinity (1 of 2 entries are not finite), and so is the engine's"
                + " gradient, Infinity; trace --find-nan shows where that begins");
  }

  @Test
  void aVariableThatIsNotOnThePath() {
    String sentence =
        "not-on-path: loss (line 7) does not depend on u: it is not used on the way there, or cut"
            + " off by detach, .data or .item(); its gradient is zero";
    assertThat(notes("du = torch.ones(2)\n")).containsExactly(sentence);
    assertThat(check("du = torch.ones(2)\n").checks().getLast().status()).isEqualTo(Status.WRONG);
    assertThat(notes("du = torch.zeros(2)\n")).containsExactly(sentence);
  }

  @Test
  void writtenTwice() {
    assertThat(notes("dw = x.T @ dz * 3\ndw = x.T @ dz\n"))
        .containsExactly(
            "written-twice: it is written on line 9 and again on line 10, where = throws the first"
                + " away: what is checked is its last value; nothing read the first");
    assertThat(notes("dw = x.T @ dz * 3\nsize = dw.abs().max()\ndw = x.T @ dz\n").getFirst())
        .endsWith("its last value; what was computed in between read the first");
  }

  @Test
  void whatAddsOrRepeatsIsNotWrittenTwice() {
    assertThat(notes("dw = torch.zeros(2)\nfor i in range(3):\n    dw += x[i] * dz[i]\n"))
        .noneMatch(note -> note.startsWith("written-twice"));
    assertThat(notes("dw = x.T @ dz\ndw = dw * 1.0\n"))
        .noneMatch(note -> note.startsWith("written-twice"));
    assertThat(notes("for i in range(3):\n    dw = x.T @ dz\n"))
        .noneMatch(note -> note.startsWith("written-twice"));
  }

  @Test
  void writtenBeforeTheLoss() {
    String worksheet =
        """
        import torch
        w = torch.tensor([0.4, 0.6], requires_grad=True)
        dw = 2 * w
        loss = (w ** 2).sum()
        """;
    assertThat(remarks(worksheet))
        .containsExactly(
            "before-loss: dw (3): it is not checked: it is written before the loss is computed"
                + " (loss, line 4); if it is the gradient of w, write it after that");
  }

  @Test
  void aForwardValueWithTheNameOfAGradient() {
    String worksheet =
        """
        import torch
        w = torch.tensor([0.4, 0.6], requires_grad=True)
        dw = w - 1
        loss = (dw ** 2).sum()
        """;
    assertThat(remarks(worksheet)).isEmpty();
  }

  @Test
  void aNameThatIsNoVariable() {
    assertThat(remarks(FORWARD + "dQ = x.T @ dz\n"))
        .containsExactly(
            "no-variable: dQ (9): it is not checked: the forward pass has no variable Q; name it"
                + " after the variable");
    assertThat(remarks(FORWARD.replace("z", "logits") + "dlogit = 2 * logits / 3\n"))
        .containsExactly(
            "no-variable: dlogit (9): it is not checked: the forward pass has no variable logit;"
                + " did you mean dlogits?");
  }

  @Test
  void aWordThatBeginsWithADIsNoGradient() {
    assertThat(remarks(FORWARD + "dw = x.T @ dz\ndiff = (dw - 1).abs().max()\ndim = 3\n"))
        .isEmpty();
  }

  @Test
  void aTemporaryIsNotAsked() {
    assertThat(remarks(FORWARD + "dT = x * dz.unsqueeze(1)\ndw = dT.sum(0)\n")).isEmpty();
  }

  @Test
  void aVariableThatComesAfterTheLoss() {
    assertThat(remarks(FORWARD + "late = torch.ones(2)\ndlate = torch.ones(2)\n"))
        .containsExactly(
            "not-on-path: dlate (10): it is not checked: late has no value yet when the loss is"
                + " computed (loss, line 7), so the loss does not depend on it");
  }

  @Test
  void aVariableOfWholeNumbers() {
    assertThat(remarks(FORWARD + "dn = torch.ones(2)\n"))
        .containsExactly(
            "no-gradient: dn (9): it is not checked: n is a tensor of int64, which has no"
                + " gradient");
  }

  @Test
  void aListForATensor() {
    assertThat(remarks(FORWARD + "dw = [1.0, 2.0]\n"))
        .containsExactly(
            "no-tensor: dw (9): it is not checked: it is neither a tensor nor a number; make the"
                + " gradient of w a tensor of its shape");
  }
}
