package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class ZooTest extends InBrowser {
  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }

  @Test
  void aMistakeIsGuessedAndTheDoctorAsked() {
    open("/zoo");
    press("Put a mistake in");
    assertThat(page.locator(".zoo-case h2")).containsText("Something is wrong with");
    page.locator(".guesses input").first().check();
    assertThat(page.locator(".zoo-case [role=status]")).containsText(" ");
    press("Ask the doctor");
    assertThat(page.locator(".doctor .because").first()).isVisible();
    assertThat(page.locator(".doctor dd")).hasCount(2);
  }

  @Test
  void aChosenMistakeIsShownWithoutAGuess() {
    open("/zoo");
    page.getByLabel("Mistake").selectOption("sign");
    press("Put a mistake in");
    assertThat(page.locator(".zoo-case h2")).containsText("Something is wrong with");
    assertThat(page.locator(".guesses")).hasCount(0);
    press("Ask the doctor");
    assertThat(page.locator(".doctor .because").first()).isVisible();
  }
}
