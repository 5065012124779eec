package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LessonsTest extends InBrowser {
  private static final Pattern RIGHT = Pattern.compile("is-right");

  @Test
  void aReaderSolvesThreeParameters() {
    open("/lesson/three-parameters/5");
    write("dy_hat", "dy_hat = 2 * (y_hat - y)");
    write("dv", "dv = h * dy_hat");
    write("dh", "dh = v * dy_hat");
    write("dz", "dz = h * (1 - h) * dh");
    Locator dw = write("dw", "dw = x * dz");
    assertThat(dw).hasClass(RIGHT);
    assertThat(dw.locator(".side.grad .entry").last()).hasText("−0.0826");
    assertThat(page.locator(".cell-says")).containsText("All right");
  }

  @Test
  void aWrongLineIsDiagnosedAndMended() {
    open("/lesson/three-parameters/5");
    write("dy_hat", "dy_hat = 2 * (y_hat - y)");
    write("dh", "dh = v * dy_hat");
    Locator dz = write("dz", "dz = h * dh");
    assertThat(dz.locator(".badge")).containsText("wrong");
    assertThat(dz.locator(".because")).containsText("the derivative of sigmoid");
    dz.locator("summary").click();
    dz.getByText("Use this line").click();
    assertThat(dz).hasClass(RIGHT);
  }

  @Test
  void aLineThatReadsAMissingGradientWaitsForIt() {
    open("/lesson/three-parameters/5");
    Locator dv = write("dv", "dv = h * dy_hat");
    assertThat(dv.locator(".badge")).hasText("waits for dy_hat");
    write("dy_hat", "dy_hat = 2 * (y_hat - y)");
    assertThat(dv).hasClass(RIGHT);
  }

  @Test
  void hintsComeOneByOneAndTheLineCanBeShown() {
    open("/lesson/three-parameters/5");
    Locator dv = row("dv");
    dv.getByText("Hint").click();
    assertThat(dv.locator(".row-help p")).hasCount(1);
    dv.getByText("Hint").click();
    assertThat(dv.locator(".row-help p")).hasCount(2);
    dv.getByText("Show the line").click();
    assertThat(dv.locator("textarea")).hasValue("dv = h * dy_hat");
  }

  @Test
  void aQuestionIsAnswered() {
    open("/lesson/three-parameters/3");
    page.locator("cr-quiz input").fill("0.25");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Not yet");
    page.locator("cr-quiz input").fill("0.222");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says .right")).containsText("Right: the engine has 0.2217");
  }

  @Test
  void theWalkFillsTheGraph() {
    open("/lesson/three-parameters/2");
    Locator z = page.locator("g.node").filter(new Locator.FilterOptions().setHasText("z  []"));
    assertThat(z).hasClass(Pattern.compile("no-value"));
    page.getByText("Step →").click();
    assertThat(z).not().hasClass(Pattern.compile("no-value"));
    assertThat(page.locator(".walk-number .entry")).hasText("0.7000");
  }

  @Test
  void anEntryIsExplainedDownToTheLossAndHasALink() {
    open("/lesson/three-parameters/6");
    page.getByLabel("gradient of w[1] is −0.0826").click();
    assertThat(page.locator(".explanation h3")).hasText("Why the gradient of w[1] is −0.0826");
    assertThat(page).hasURL(Pattern.compile("three-parameters/6/w%5B1%5D$"));
    page.reload();
    assertThat(page.locator(".explanation h3")).hasText("Why the gradient of w[1] is −0.0826");
    page.locator(".follow").click();
    assertThat(page.locator(".trail li")).hasCount(2);
    page.locator(".follow").click();
    assertThat(page.locator(".trail li")).hasCount(3);
  }

  @Test
  void progressIsKept() {
    open("/lesson/three-parameters/1");
    page.getByText("Next →").click();
    assertThat(page.locator(".lesson-head")).containsText("Screen 2 of 9");
    open("/");
    assertThat(page.locator(".chain li").first()).containsText("2 of 9 screens");
  }

  @Test
  void aReaderSolvesTheBagOfWords() {
    open("/lesson/bag-of-words/3");
    assertThat(write("dp", "dp = -y / p[target]")).hasClass(RIGHT);
    open("/lesson/bag-of-words/5");
    assertThat(write("dz", "dz = jacobian.T @ dp")).hasClass(RIGHT);
    open("/lesson/bag-of-words/6");
    assertThat(write("dh", "dh = W_unembed @ dz")).hasClass(RIGHT);
    assertThat(write("dW_unembed", "dW_unembed = torch.outer(h, dz)")).hasClass(RIGHT);
    open("/lesson/bag-of-words/8");
    Locator de = write("de", "de = dh.expand(2, 3)");
    assertThat(de.locator(".because")).containsText("1/N");
    assertThat(write("de", "de = dh.expand(2, 3) / 2")).hasClass(RIGHT);
  }

  @Test
  void theRepeatedTokenTellsOverwritingFromAdding() {
    String scatter =
        """
        dW_embed = torch.zeros_like(W_embed)
        for position, token in enumerate(tokens):
            dW_embed[token] %s de[position]\
        """;
    open("/lesson/bag-of-words/9");
    Locator row = write("dW_embed", scatter.formatted("="));
    assertThat(row.locator(".badge")).containsText("wrong");
    assertThat(write("dW_embed", scatter.formatted("+="))).hasClass(RIGHT);
  }
}
