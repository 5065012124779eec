package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

class ForcesTest extends InBrowser {
  @Test
  void aLogitIsMovedByTheKeyboardAndTheForcesFollow() {
    open("/lesson/forces/1");
    Locator says = page.locator(".forces-says");
    assertThat(says).containsText("Pull 0.847, pushes together 0.847");
    page.getByLabel("Logit of a").focus();
    page.keyboard().press("End");
    assertThat(page.locator(".force-words").first()).hasText("pulled up by 0.001");
    assertThat(page.locator("output").first()).hasText("10.0");
    assertThat(says).containsText("Pull 0.0");
  }

  @Test
  void anotherRightAnswerIsPulled() {
    open("/lesson/forces/1");
    assertThat(page.locator(".force-words").first()).hasText("pulled up by 0.847");
    page.getByLabel("b is the right answer").check();
    assertThat(page.locator(".force-words").first()).hasText("pushed down by 0.153");
    assertThat(page.locator(".force-words").nth(1)).hasText("pulled up by 0.492");
  }

  @Test
  void aPerfectRowIsStillAndFollowingLowersTheLoss() {
    open("/lesson/forces/4");
    Locator says = page.locator(".forces-says");
    assertThat(says).containsText("The loss is 1.8770");
    page.locator("cr-forces button").first().click();
    assertThat(says).containsText("The loss is 0.9773");
    page.locator("cr-forces").getByText("A perfect row").click();
    assertThat(page.locator(".force-words"))
        .hasText(new String[] {"still", "still", "still", "still", "still"});
    page.locator("cr-forces").getByText("Very wrong").click();
    assertThat(says).containsText("Pull 1.000");
  }

  @Test
  void howStrongIsThePull() {
    open("/lesson/forces/3");
    page.locator("cr-quiz input").fill("0.1");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("the sign is not");
    page.locator("cr-quiz input").fill("-0.1");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Right");
  }

  @Test
  void theMapOfABatchIsWalkedAndExplained() {
    open("/lesson/forces/5");
    assertThat(page.locator(".square")).hasCount(32 * 27);
    assertThat(page.locator(".square.minus")).hasCount(32);
    page.locator(".square").first().focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowRight");
    Locator says = page.locator(".heat-says");
    assertThat(says).containsText("Row 1, after l comes a: a is pulled up by 0.0301");
    page.keyboard().press("Enter");
    assertThat(page.locator(".explanation h3")).containsText("logits[1, 1]");
    page.locator("[type=range]").focus();
    page.keyboard().press("End");
    assertThat(says).not().containsText("0.0301");
  }

  @Test
  void aMapAsksByItselfWhereNothingAroundItDoes() {
    open("/lesson/forces/1");
    page.evaluate(
        """
        () => {
          const map = document.createElement('cr-heat');
          const about = {worksheet: 'forces_of_a_batch.py', of: 'logits', rows: 'last',
            targets: 'right', letters: '.abcdefghijklmnopqrstuvwxyz'};
          Object.entries(about).forEach(([name, value]) => map.setAttribute(name, value));
          document.querySelector('main').append(map);
        }
        """);
    assertThat(page.locator("cr-heat .square")).hasCount(32 * 27);
    assertThat(page.locator("cr-heat .heat-says")).containsText("Row 0");
  }
}
