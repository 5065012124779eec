package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NinjaTest extends InBrowser {
  private static final Pattern RIGHT = Pattern.compile("is-right");

  @Test
  void aColumnIsSummedBackAlongItsAxis() {
    open("/lesson/ninja/6");
    Locator row = write("dinverse", "dinverse = (counts * dprobs).sum(0, keepdim=True)");
    assertThat(row.locator(".badge")).containsText("wrong");
    assertThat(write("dinverse", "dinverse = (counts * dprobs).sum(1, keepdim=True)"))
        .hasClass(RIGHT);
    Locator counts = write("dcounts", "dcounts = inverse * dprobs");
    assertThat(counts.locator(".badge")).containsText("wrong");
    assertThat(counts.locator(".because")).isVisible();
    assertThat(write("dcounts", "dcounts = inverse * dprobs - inverse**2 * dinverse"))
        .hasClass(RIGHT);
  }

  @Test
  void theMaximumHasNoGradientByTheorem() {
    open("/lesson/ninja/9");
    write("dnorm_logits", "dnorm_logits = counts * dcounts");
    Locator maxes = write("dlogit_maxes", "dlogit_maxes = -dnorm_logits.sum(1, keepdim=True)");
    assertThat(maxes).hasClass(RIGHT);
    assertThat(maxes.locator(".row-detail")).containsText("It is zero");
    assertThat(write("dlogits", "dlogits = dnorm_logits")).hasClass(RIGHT);
  }

  @Test
  void manyNumbersAreThereWhenTheyAreAskedFor() {
    open("/lesson/ninja/11");
    Locator weights = write("dW2", "dW2 = h.T @ dlogits");
    assertThat(weights).hasClass(RIGHT);
    assertThat(weights.locator("cr-matrix")).hasCount(0);
    weights.locator("summary").click();
    assertThat(weights.locator("cr-matrix")).hasCount(2);
  }

  @Test
  void rightValuesInAWrongShapeAreToldApart() {
    open("/lesson/ninja/13");
    assertThat(page.locator("samp")).containsText("exact: True");
    Locator gain = row("dgain");
    assertThat(gain.locator(".badge")).containsText("right values, wrong shape");
    assertThat(write("dgain", "dgain = (x * dy).sum(0, keepdim=True)")).hasClass(RIGHT);
  }

  @Test
  void aFactorIsNotSeenInAShape() {
    open("/lesson/ninja/12");
    assertThat(page.locator("samp")).containsText("32 rows, 32 in, 32 out: 8");
    assertThat(row("dW").locator(".badge")).containsText("wrong");
    assertThat(write("dW", "dW = h.T @ dy")).hasClass(RIGHT);
  }

  @Test
  void theLongPassIsWrittenToItsEnd() {
    open("/lesson/ninja/18");
    assertThat(write("demb", "demb = dembcat.view(emb.shape)")).hasClass(RIGHT);
    String loops =
        """
        dC = torch.zeros_like(C)
        for i in range(n):
            for j in range(context_size):
                dC[Xb[i, j]] = demb[i, j]\
        """;
    assertThat(write("dC", loops).locator(".badge")).containsText("wrong");
    String add = "dC = torch.zeros_like(C).index_add_(0, Xb.view(-1), demb.view(-1, 10))";
    assertThat(write("dC", add)).hasClass(RIGHT);
    open("/lesson/ninja/19");
    assertThat(page.locator("cr-report tbody tr")).hasCount(26);
    assertThat(page.locator("cr-report .badge.right")).hasCount(26);
  }

  @Test
  void everyLineThatIsShownIsRight() {
    for (int screen : List.of(7, 8, 9, 11, 14, 15, 16, 17, 18)) {
      open("/lesson/ninja/" + screen);
      Locator show = page.getByText("Show the line");
      show.first().waitFor();
      for (Locator button : show.all()) {
        button.click();
      }
      assertThat(page.locator(".cell-says")).containsText("All right");
    }
  }
}
