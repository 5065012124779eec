package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The lesson "A transformer's shapes", solved as a person would, with wrong answers too.
class TransformerLessonTest extends InBrowser {
  private static final String LESSON = "/lesson/transformer-shapes/";
  private static final Pattern RIGHT = Pattern.compile("is-right");

  /// Chooses two tiles and their places.
  private static void put(Locator product, String left, String right) {
    String[] names = {left, right};
    for (int i = 0; i < names.length; i++) {
      product
          .locator(".tile")
          .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + names[i])))
          .click();
      product.locator(".slot").nth(i).click();
    }
  }

  @Test
  void theIdentitiesHoldWithOneMoreAxis() {
    open(LESSON + 1);
    assertThat(write("dX", "dX = dY @ W.T")).hasClass(RIGHT);
    Locator dW = write("dW", "dW = X.transpose(1, 2) @ dY");
    assertThat(dW.locator(".badge")).hasText("✗wrong");
    assertThat(write("dW", "dW = (X.transpose(1, 2) @ dY).sum(0)")).hasClass(RIGHT);
    assertThat(write("dW", "dW = X.reshape(-1, 4).T @ dY.reshape(-1, 2)")).hasClass(RIGHT);
    assertThat(write("db", "db = dY.sum((0, 1))")).hasClass(RIGHT);
  }

  @Test
  void theTransposesOfTheOtherWeight() {
    open(LESSON + 2);
    Locator product = page.locator("cr-product");
    put(product, "X", "dY");
    assertThat(product.locator(".outcome")).containsText("inner sizes differ");
    put(product, "dY", "X");
    product.locator(".slot").first().click();
    assertThat(product.locator(".outcome pre")).hasText("dW = dY.T @ X");
    assertThat(product.locator(".badge")).containsText("right");
  }

  @Test
  void theShapeOfTwelveHeads() {
    open(LESSON + 3);
    page.locator("cr-quiz input").fill("10, 12, 64");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Not yet");
    page.locator("cr-quiz input").fill("(12, 10, 64)");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Right: the engine has 12, 10, 64");
  }

  @Test
  void aViewSharesItsMemory() {
    open(LESSON + 4);
    assertThat(page.locator("cr-output")).containsText("[ 0.,  1., 99.,  3.]");
  }

  @Test
  void reshapeAloneMixesTheWordsUp() {
    open(LESSON + 5);
    Locator choice = page.locator("cr-choice");
    Locator lines = choice.locator("input");
    lines.nth(0).check();
    assertThat(choice.locator(".because"))
        .containsText("is reshaped, where its axes must be permuted back");
    lines.nth(1).check();
    assertThat(choice.locator(".outcome")).containsText("do not allow a view");
    lines.nth(2).check();
    assertThat(choice.locator(".badge")).hasText("✓right");
  }

  @Test
  void aReaderSolvesLayerNorm() {
    open(LESSON + 7);
    write("dbias", "dbias = dout.sum(0)");
    write("dgain", "dgain = (dout * xhat).sum(0)");
    write("dxhat", "dxhat = dout * gain");
    String dx = "dx = rstd * (dxhat - dxhat.mean(1, keepdim=True)%s)";
    assertThat(write("dx", dx.formatted("")).locator(".badge")).hasText("✗wrong");
    String third = " - xhat * (dxhat * xhat).mean(1, keepdim=True)";
    assertThat(write("dx", dx.formatted(third))).hasClass(RIGHT);
    assertThat(page.locator(".cell-says")).containsText("All right");
  }

  @Test
  void theMaskIsShownAsZerosAndOnes() {
    open(LESSON + 9);
    page.getByText("Step →").click();
    assertThat(page.locator(".walk-number .entry"))
        .hasText(new String[] {"0", "1", "1", "0", "0", "1", "0", "0", "0"});
    page.getByText("Step →").click();
    assertThat(page.locator(".walk-number .entry").nth(1)).hasText("0");
  }

  @Test
  void theSquareWeightsHideATranspose() {
    open(LESSON + 10);
    Locator product = page.locator("cr-product").nth(1);
    put(product, "weights", "dout");
    assertThat(product.locator(".badge")).hasText("✗wrong");
    assertThat(product.locator(".side.value")).containsText("yours, [3, 2]");
    product.locator(".slot").first().click();
    assertThat(product.locator(".badge")).hasText("✓right");
  }

  @Test
  void aReaderSolvesAttention() {
    open(LESSON + 11);
    write("dmasked", "dmasked = weights * (dweights - (dweights * weights).sum(1, keepdim=True))");
    write("dscores", "dscores = dmasked.masked_fill(future, 0.0)");
    assertThat(write("dq", "dq = dscores @ k").locator(".badge")).hasText("✗wrong");
    assertThat(write("dq", "dq = dscores @ k / 2**0.5")).hasClass(RIGHT);
    assertThat(write("dk", "dk = dscores @ q / 2**0.5").locator(".badge")).hasText("✗wrong");
    assertThat(write("dk", "dk = dscores.T @ q / 2**0.5")).hasClass(RIGHT);
    assertThat(page.locator(".cell-says")).containsText("All right");
  }

  @Test
  void aReaderSolvesTheBlock() {
    open(LESSON + 12);
    write("dmerged", "dmerged = dy @ Wo.T");
    write("dmixed", "dmixed = dmerged.view(3, 2, 2).transpose(0, 1)");
    write("dqh", "dqh = dscores @ kh / 2**0.5");
    write("dkh", "dkh = dscores.transpose(1, 2) @ qh / 2**0.5");
    Locator dn = write("dn", "dn = dq @ Wq.T");
    assertThat(dn.locator(".badge")).hasText("✗wrong");
    assertThat(write("dn", "dn = dq @ Wq.T + dk @ Wk.T + dv @ Wv.T")).hasClass(RIGHT);
    assertThat(write("dx", "dx = dy + through_norm")).hasClass(RIGHT);
    assertThat(page.locator(".cell-says")).containsText("All right");
  }
}
