package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The lesson "From scalars to tensors", solved as a person would, with wrong answers too.
class TensorLessonTest extends InBrowser {
  private static final String LESSON = "/lesson/scalars-to-tensors/";
  private static final Pattern RIGHT = Pattern.compile("is-right");

  private Locator product(int which) {
    return page.locator("cr-product").nth(which);
  }

  private static Locator tile(Locator product, String name) {
    return product
        .locator(".tile")
        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + name)));
  }

  private static Locator place(Locator product, int which) {
    return product.locator(".slot").nth(which);
  }

  private void answer(Locator quiz, String text) {
    quiz.locator("input").fill(text);
    quiz.locator("input").press("Enter");
  }

  @Test
  void theTwoEnginesRace() {
    open(LESSON + 1);
    page.getByText("Measure it now").click();
    assertThat(page.locator(".race-row")).hasCount(2);
    assertThat(page.locator(".race-row").first()).containsText("Scalar engine, 148,481 nodes");
    assertThat(page.locator(".race")).containsText("49,152 weights");
  }

  @Test
  void aProductIsDraggedTogether() {
    open(LESSON + 4);
    Locator product = product(0);
    tile(product, "W").dragTo(place(product, 0));
    tile(product, "dY").dragTo(place(product, 1));
    assertThat(product.locator(".badge")).containsText("cannot be run");
    assertThat(product.locator(".outcome")).containsText("inner sizes differ");
    tile(product, "dY").dragTo(place(product, 0));
    tile(product, "W").dragTo(place(product, 1));
    tile(product, "ᵀ").dragTo(place(product, 1));
    assertThat(product.locator(".outcome pre")).hasText("dX = dY @ W.T");
    assertThat(product.locator(".badge")).hasText("✓right");
    assertThat(product.locator(".side.value")).containsText("yours, [2, 3]");
  }

  @Test
  void aProductIsPutTogetherByTheKeyboard() {
    open(LESSON + 4);
    Locator product = product(1);
    for (int which = 0; which < 2; which++) {
      tile(product, which == 0 ? "X" : "dY").press("Enter");
      assertThat(product.locator(".product-says")).containsText("is chosen");
      place(product, which).press("Enter");
    }
    assertThat(product.locator(".outcome")).containsText("inner sizes differ");
    place(product, 0).press("Enter");
    assertThat(product.locator(".outcome pre")).hasText("dW = X.T @ dY");
    assertThat(product.locator(".badge")).hasText("✓right");
    product.getByText("Clear").press("Enter");
    assertThat(product.locator(".outcome")).isEmpty();
    assertThat(place(product, 0)).containsText("left place, empty");
  }

  @Test
  void withEqualSizesTheShapeIsRightAndTheNumbersAreWrong() {
    open(LESSON + 5);
    Locator product = product(0);
    tile(product, "X").click();
    place(product, 0).click();
    tile(product, "dY").click();
    place(product, 1).click();
    assertThat(product.locator(".badge")).hasText("✗wrong");
    assertThat(product.locator(".side.value")).containsText("yours, [3, 3]");
    place(product, 0).click();
    assertThat(product.locator(".badge")).hasText("✓right");
  }

  @Test
  void theAxisToSumIsChosen() {
    open(LESSON + 8);
    Locator choice = page.locator("cr-choice");
    choice.getByText("Axis 1").click();
    assertThat(choice.locator(".badge")).hasText("✗wrong");
    assertThat(choice.locator(".outcome")).containsText("It has the shape [3], but b has [4]");
    choice.getByText("Axis 0").click();
    assertThat(choice.locator(".badge")).hasText("✓right");
    assertThat(choice.locator(".side.value .entry"))
        .hasText(new String[] {"−1.7300", "−1.1000", "0.5700", "−0.6900"});
  }

  @Test
  void withASquareGradientTheWrongAxisFits() {
    open(LESSON + 9);
    Locator choice = page.locator("cr-choice");
    choice.getByText("Axis 1").click();
    assertThat(choice.locator(".badge")).hasText("✗wrong");
    assertThat(choice.locator(".side.value")).containsText("yours, [3]");
    choice.getByText("Axis 0").click();
    assertThat(choice.locator(".badge")).hasText("✓right");
  }

  @Test
  void theThreeQuestionsAreAnswered() {
    open(LESSON + 6);
    Locator quiz = page.locator("cr-quiz");
    answer(quiz, "32");
    assertThat(quiz.locator(".quiz-says")).containsText("Not yet");
    quiz.getByText("Hint").click();
    assertThat(quiz.locator(".quiz-says")).containsText("summed away");
    answer(quiz, "10");
    assertThat(quiz.locator(".quiz-says")).containsText("Right: the engine has 10");
    open(LESSON + 8);
    answer(quiz, "32");
    assertThat(quiz.locator(".quiz-says")).containsText("Not yet. That is how many copies");
    answer(quiz, "64");
    assertThat(quiz.locator(".quiz-says")).containsText("Right: the engine has 64");
    open(LESSON + 10);
    Locator middle = quiz.first();
    answer(middle, "-0.242");
    assertThat(middle.locator(".quiz-says")).containsText("the sign is not");
    answer(middle, ".242");
    assertThat(middle.locator(".quiz-says")).containsText("Right: the engine has 0.2424");
    Locator right = quiz.last();
    answer(right, "0.659");
    assertThat(right.locator(".quiz-says")).containsText("What should have been said?");
    answer(right, "-0.341");
    assertThat(right.locator(".quiz-says")).containsText("Right: the engine has −0.3410");
  }

  @Test
  void theCollapseIsWalkedThrough() {
    open(LESSON + 10);
    Locator numbers = page.locator(".walk-number .entry");
    Locator step = page.getByText("Step →");
    step.click();
    assertThat(numbers).hasText(new String[] {"0.4170"});
    for (int i = 0; i < 5; i++) {
      step.click();
    }
    assertThat(numbers).hasText(new String[] {"−0.3410", "0.2424", "0.0986"});
  }

  @Test
  void softLabelsNeedOnlyTheirSum() {
    open(LESSON + 11);
    assertThat(write("dz", "dz = p - y")).hasClass(RIGHT);
    Locator choice = page.locator("cr-choice");
    choice.getByText("p - y", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(choice.locator(".badge")).hasText("✗wrong");
    choice.getByText("y.sum() * p - y").click();
    assertThat(choice.locator(".badge")).containsText("✓right");
  }

  @Test
  void aReaderWritesTheProductAndTheSlopes() {
    open(LESSON + 6);
    assertThat(write("dX", "dX = W @ dY").locator(".row-detail"))
        .containsText("inner sizes differ");
    assertThat(write("dX", "dX = dY @ W.T")).hasClass(RIGHT);
    assertThat(write("dW", "dW = X.T @ dY")).hasClass(RIGHT);
    open(LESSON + 7);
    Locator du = write("du", "du = 1 - t * t");
    assertThat(du.locator(".badge")).hasText("✗wrong");
    assertThat(write("du", "du = (1 - t * t) * dt")).hasClass(RIGHT);
    assertThat(write("dv", "dv = s * (1 - s) * ds")).hasClass(RIGHT);
    assertThat(write("dw", "dw = (w > 0) * dr")).hasClass(RIGHT);
  }

  @Test
  void aReaderSolvesTheTwoLayers() {
    open(LESSON + 12);
    Locator dlogits = write("dlogits", "dlogits = p - y");
    assertThat(dlogits.locator(".because")).containsText("the division by the rows");
    write("dlogits", "dlogits = (p - y) / 4");
    write("dW2", "dW2 = H.T @ dlogits");
    write("db2", "db2 = dlogits.sum(0)");
    write("dH", "dH = dlogits @ W2.T");
    write("dA", "dA = (1 - H**2) * dH");
    write("dW1", "dW1 = X.T @ dA");
    write("db1", "db1 = dA.sum(0)");
    assertThat(page.locator(".cell-says")).containsText("All right");
  }
}
