package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrainLessonTest extends InBrowser {
  private static final LocatorAssertions.ContainsTextOptions AT_THE_END =
      new LocatorAssertions.ContainsTextOptions().setTimeout(90_000);

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aTrainingIsWatchedToItsEnd() {
    open("/lesson/train/3");
    page.getByLabel("Steps").fill("300");
    button("Start").click();
    assertThat(page.locator(".training-says")).containsText("Done after 300 steps", AT_THE_END);
    assertThat(page.locator(".training-numbers dt")).hasCount(3);
    assertThat(page.locator(".training-samples h3")).hasText("Samples of the trained model");
    assertThat(page.locator("cr-plot path.plot-line.gradient").first()).isAttached();
    page.locator("cr-plot summary").click();
    assertThat(page.locator("cr-plot tbody tr").first()).containsText(Pattern.compile("\\d\\.\\d"));
    assertThat(button("Start again")).isEnabled();
  }

  @Test
  void aTrainingIsPausedAndStopped() {
    open("/lesson/train/3");
    page.getByLabel("Steps").fill("100000");
    button("Start").click();
    button("Pause").click();
    assertThat(page.locator(".training-says")).hasText("Paused.");
    button("Go on").click();
    assertThat(page.locator(".training-says")).hasText("Training.");
    button("Stop").click();
    assertThat(page.locator(".training-says")).containsText("Stopped after", AT_THE_END);
  }

  @Test
  void theHandWrittenPassIsComparedWithTheTape() {
    open("/lesson/train/4");
    assertThat(page.getByLabel("Backward pass")).hasValue("manual");
    button("Start").click();
    assertThat(page.locator(".training-numbers")).containsText("by hand and by tape differ by");
    button("Stop").click();
    assertThat(page.locator(".training-says")).containsText("Stopped after", AT_THE_END);
  }

  @Test
  void aRateThatIsNoRateIsSaid() {
    open("/lesson/train/5");
    page.getByLabel("Learning rate").fill("fast");
    button("Start").click();
    assertThat(page.locator(".training-says.wrong")).containsText("fast");
    assertThat(button("Start")).isEnabled();
  }

  @Test
  void aRateThatIsTooLargeIsDiagnosed() {
    open("/lesson/train/5");
    page.getByLabel("Learning rate").fill("1000000");
    button("Start").click();
    assertThat(page.locator(".training-health li").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(90_000));
  }

  @Test
  void theParametersOfThePublishedRunAreCounted() {
    open("/lesson/train/7");
    page.locator("cr-quiz input").fill("11897");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Not yet. The gain and the shift");
    page.locator("cr-quiz input").fill("12297");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Right: the engine has 12297");
  }

  @Test
  void whatIgnoranceCostsIsAsked() {
    open("/lesson/train/2");
    page.locator("cr-quiz input").fill("1");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Not yet");
    page.locator("cr-quiz input").fill("3.30");
    page.keyboard().press("Enter");
    assertThat(page.locator(".quiz-says")).containsText("Right");
  }
}
