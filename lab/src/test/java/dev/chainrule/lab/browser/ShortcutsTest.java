package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShortcutsTest extends InBrowser {
  private static final Pattern RIGHT = Pattern.compile("is-right");

  @Test
  void crossEntropyInThreeLines() {
    open("/lesson/shortcuts/3");
    String lines = "dlogits = F.softmax(logits, 1)\ndlogits[torch.arange(n), Yb] -= 1.0";
    Locator row = write("dlogits", lines);
    assertThat(row.locator(".badge")).containsText("wrong");
    assertThat(row.locator(".because")).isVisible();
    assertThat(write("dlogits", lines + "\ndlogits /= n")).hasClass(RIGHT);
  }

  @Test
  void batchNormInOneAndTheWrongCount() {
    String line =
        "dhprebn = bngain * bnstd_inv" + " * (dhpreact - dbnbias / n - bnraw * dbngain / %s)";
    open("/lesson/shortcuts/7");
    Locator row = write("dhprebn", line.formatted("n"));
    assertThat(row.locator(".because")).containsText("N-1");
    assertThat(write("dhprebn", line.formatted("(n - 1)"))).hasClass(RIGHT);
    assertThat(page.locator("samp")).containsText("largest difference: ");
  }

  @Test
  void theSwitchShowsTheResidual() {
    open("/lesson/shortcuts/8");
    Locator verdict = page.locator("cr-report tbody tr").last().locator(".badge");
    assertThat(verdict).containsText("wrong");
    Locator error = page.locator("cr-number[of=largest_error]");
    assertThat(error).hasText("0.0361");
    assertThat(page.locator("cr-number[of=residual]")).hasText("0.0361");
    page.locator("fieldset").last().getByText("n - 1").click();
    assertThat(verdict).containsText("right");
    page.locator("fieldset").first().getByText("n", exactText()).click();
    assertThat(verdict).containsText("wrong");
    page.locator("[type=range]").focus();
    page.keyboard().press("End");
    assertThat(page.locator("output")).hasText("256");
    assertThat(error).not().hasText("0.0361");
  }

  private static Locator.GetByTextOptions exactText() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  @Test
  void aSumOfForcesIsAsked() {
    open("/lesson/shortcuts/2");
    page.locator("cr-quiz input").fill("1");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Not yet");
    page.locator("cr-quiz input").fill("0");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Right: the engine has 0");
  }

  @Test
  void theMistakeIsDrawnBesideItsFormula() {
    open("/lesson/shortcuts/9");
    assertThat(page.locator("cr-curve svg circle")).hasCount(28);
  }
}
