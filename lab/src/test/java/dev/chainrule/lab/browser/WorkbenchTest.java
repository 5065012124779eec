package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkbenchTest extends InBrowser {
  private static final String SHEET =
      """
      import torch

      a = torch.tensor([1.0, 2.0], requires_grad=True)
      loss = (a * a).sum()
      """;

  /// Works for ten seconds, where it may.
  private static final String LONG =
      """
      import torch

      x = torch.ones(2)
      while True:
          x[0] += x[1]
      """;

  /// Replaces the worksheet, as by pasting, and runs it by the keyboard.
  private void enter(String source) {
    open("/workbench");
    assertThat(page.locator(".verdict").first()).isVisible();
    page.locator("cr-editor .ace_content").click();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(source);
    page.keyboard().press("Control+Enter");
  }

  private void turnTo(String tab) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab)).click();
  }

  @Test
  void aWorksheetIsCheckedAndAMistakeIsMended() {
    enter(SHEET + "da = a\n");
    assertThat(page.locator(".verdict.wrong .badge")).containsText("wrong");
    assertThat(page.locator(".ace_gutter-cell.ace_error")).hasText("5");
    page.getByText("Use this line").click();
    assertThat(page.locator(".says")).containsText("The one gradient is right");
  }

  @Test
  void anErrorIsShownAtItsLine() {
    enter(SHEET + "da = 2 * b\n");
    assertThat(page.locator(".says")).hasText("Line 5: unknown name 'b'");
    assertThat(page.locator(".ace_gutter-cell.ace_error")).hasText("5");
  }

  @Test
  void anEntryOfTheTraceIsExplained() {
    enter(SHEET);
    assertThat(page.locator(".says")).containsText("loss is 5");
    turnTo("Trace");
    page.getByLabel("gradient of a[1] is 4").click();
    assertThat(page.locator(".explanation h3")).hasText("Why the gradient of a[1] is 4");
    assertThat(page.locator(".explanation .total")).hasText("All together: 4");
  }

  @Test
  void theGraphHasAnEquivalentList() {
    enter(SHEET);
    assertThat(page.locator(".says")).containsText("loss is 5");
    turnTo("Graph");
    assertThat(page.locator(".picture svg g.node")).hasCount(2);
    page.getByText("The graph as a list").click();
    assertThat(page.locator(".graph-list li")).hasCount(2);
    assertThat(page.locator(".graph-list li").first()).containsText("gradient 2, 4");
  }

  @Test
  void theWorksheetTravelsInTheLink() {
    enter(SHEET);
    page.getByText("Copy link").click();
    assertThat(page).hasURL(Pattern.compile("#/workbench/z"));
    String link = page.url();
    newPage();
    page.navigate(link);
    assertThat(page.locator(".says")).containsText("loss is 5");
  }

  @Test
  void thePageThatIsSavedNeedsNoScriptAndNoNetwork() throws Exception {
    enter(SHEET + "da = 2 * a\n");
    assertThat(page.locator(".says")).containsText("is right");
    var saved = page.waitForDownload(() -> page.getByText("Save HTML").click());
    assertThat(Files.readString(saved.path()))
        .contains("da = 2 * a", "✓ right", "<svg")
        .doesNotContain("<script", "src=");
  }

  @Test
  void theKeyboardIsNotCaught() {
    enter(SHEET);
    // Within milliseconds of a click the editor takes the focus back; nobody is as fast.
    assertThat(page.locator(".says")).containsText("loss is 5");
    page.keyboard().press("Escape");
    page.keyboard().press("Tab");
    assertThat(page.getByText("Run", new Page.GetByTextOptions().setExact(true))).isFocused();
  }

  @Test
  void theScrollbarsOfALongWorksheetAreNoStopsOfTheKeyboard() {
    enter(SHEET + "# more\n".repeat(60));
    assertThat(page.locator(".says")).containsText("loss is 5");
    page.keyboard().press("Escape");
    page.keyboard().press("Tab");
    assertThat(page.getByText("Run", new Page.GetByTextOptions().setExact(true))).isFocused();
  }

  @Test
  void arrowsMoveInATensor() {
    enter(SHEET);
    assertThat(page.locator(".says")).containsText("loss is 5");
    turnTo("Trace");
    Locator first = page.getByLabel("gradient of a[0] is 2");
    first.focus();
    page.keyboard().press("ArrowRight");
    assertThat(page.getByLabel("gradient of a[1] is 4")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator(".explanation h3")).hasText("Why the gradient of a[1] is 4");
  }

  @Test
  void longWorkIsReallyStopped() {
    enter(LONG);
    awaitBusy();
    assertThat(page.locator(".status")).hasText("Running…");
    page.getByText("Cancel").click();
    assertThat(page.locator(".status")).hasText("Cancelled.");
    awaitIdle();
  }

  @Test
  void aNewRunStopsTheLastOne() {
    enter(LONG);
    awaitBusy();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(SHEET);
    page.keyboard().press("Control+Enter");
    assertThat(page.locator(".says")).containsText("loss is 5");
    awaitIdle();
  }

  @Test
  void leavingThePageStopsItsWork() {
    enter(LONG);
    awaitBusy();
    page.getByText("Reference").first().click();
    assertThat(page).hasURL(Pattern.compile("#/reference"));
    awaitIdle();
  }

  @Test
  void closingThePageStopsItsWork() {
    enter(LONG);
    awaitBusy();
    page.navigate("about:blank");
    awaitIdle();
  }
}
