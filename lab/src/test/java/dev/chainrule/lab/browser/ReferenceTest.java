package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferenceTest extends InBrowser {
  @Test
  void anOperationHasItsFormulaAndALiveExample() {
    open("/reference/tanh");
    assertThat(page.locator(".ops-one h2")).hasText("tanh");
    assertThat(page.locator(".defs .katex").first()).isVisible();
    assertThat(page.locator(".live cr-trace .entry").first()).isVisible();
  }

  @Test
  void anOperationThatOnlyGradientsUseIsShownWithinThem() {
    open("/reference/sliceLike");
    assertThat(page.locator(".live p").first())
        .hasText(
            "sliceLike is called by no worksheet. It appears in the gradient of unslice, which"
                + " appears in the gradient of slice:");
    assertThat(page.locator(".live cr-trace .entry").first()).isVisible();
  }

  @Test
  void anOperationIsFoundByItsName() {
    open("/reference");
    page.getByLabel("Find an operation").fill("softplus");
    Locator links = page.locator(".ops-list a:visible");
    assertThat(links).hasCount(1);
    links.click();
    assertThat(page).hasURL(Pattern.compile("#/reference/softplus$"));
  }
}
