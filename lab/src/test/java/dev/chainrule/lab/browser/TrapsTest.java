package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrapsTest extends InBrowser {
  private static final Pattern RIGHT = Pattern.compile("is-right");

  /// The mistake is there and named; these lines mend it.
  private void mend(int screen, String name, String said, String lines) {
    open("/lesson/traps/" + screen);
    Locator row = row(name);
    assertThat(row.locator(".badge")).containsText("wrong");
    assertThat(row.locator(".because")).containsText(said);
    assertThat(write(name, lines)).hasClass(RIGHT);
  }

  @Test
  void assignedWhereAddedIsNeeded() {
    mend(1, "da", "", "da = 1 - b**2\nda += 2 * a");
  }

  @Test
  void notZeroed() {
    mend(2, "dw", "was not set to zero", "dw = (2 * (w * x - y) * x).mean()");
    Locator printed = page.locator("samp");
    assertThat(printed).containsText("step 9: loss  15.3833");
    page.locator("fieldset [type=radio]").last().check();
    assertThat(printed).not().containsText("15.3833");
  }

  @Test
  void notSummedBack() {
    mend(3, "db", "", "db = dy.sum(0)");
    assertThat(write("db", "db = dy.sum(1)").locator(".badge")).containsText("wrong");
  }

  @Test
  void visitedTooEarly() {
    open("/lesson/traps/4");
    Locator row = row("dw");
    assertThat(row.locator(".because")).containsText("da was read before it was complete");
    row.locator("summary").click();
    row.getByText("Use this line").click();
    assertThat(row.locator("textarea")).hasValue("da = da + (1 - b**2) * db\ndw = x * da");
    assertThat(row).hasClass(RIGHT);
  }

  @Test
  void startingValuesHideMistakes() {
    open("/lesson/traps/6");
    Locator says = page.locator("cr-masking .says");
    assertThat(says).hasText("18 mistakes would go unseen:");
    for (int knob = 0; knob < 4; knob++) {
      page.locator("fieldset").nth(knob).locator("[type=radio]").last().check();
    }
    assertThat(says).hasText("Of the mistakes that are known, none would go unseen.");
  }

  @Test
  void theStepIsUnderYourHand() {
    open("/lesson/traps/7");
    Locator says = page.locator(".gradcheck-says");
    assertThat(says).containsText("off by 0.0034");
    page.getByLabel("Size of the step").fill("-5");
    assertThat(page.locator("output")).hasText("1.0e−5");
    // Rounding, so its size depends on the kernels.
    assertThat(says).containsText(Pattern.compile("float64 .*, off by \\d\\.\\d\\de−1[0-2]"));
    assertThat(page.locator("cr-plot svg circle")).hasCount(50);
  }

  @Test
  void aSmallMistakeIsNoRounding() {
    open("/lesson/traps/8");
    assertThat(page.locator("samp")).containsText("allclose: True");
    assertThat(page.locator("cr-report .badge").last()).containsText("wrong");
  }

  @Test
  void aClippedLossIgnoresTheOutlier() {
    open("/lesson/traps/9");
    Locator last = page.getByLabel(Pattern.compile("^update\\[3, 0]"));
    assertThat(last).hasText("−0.2495");
    page.getByText("\"the loss\"").click();
    assertThat(last).hasText("0");
    page.getByText("\"the gradient\"").click();
    assertThat(last).not().hasText("0");
  }
}
