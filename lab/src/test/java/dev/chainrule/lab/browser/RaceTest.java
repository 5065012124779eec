package dev.chainrule.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RaceTest extends InBrowser {
  private static final String TIMES =
      "forward \\d[\\d.]* (ns|µs|ms|s), backward \\d[\\d.]* (ns|µs|ms|s)";

  private void measure() {
    page.getByText("Measure it now").click();
    assertThat(page.getByText("Measure again")).isEnabled();
  }

  @Test
  void bothEnginesRunTheSameLayer() {
    open("/lesson/scalars-to-tensors/1");
    measure();
    assertThat(page.locator(".race-row")).hasCount(2);
    assertThat(page.locator(".race-row").nth(0))
        .hasText(Pattern.compile("Scalar engine, 148,481 nodes: " + TIMES));
    assertThat(page.locator(".race-row").nth(1))
        .hasText(Pattern.compile("Tensor engine: " + TIMES));
    assertThat(page.locator(".race p"))
        .hasText(
            Pattern.compile(
                "The same layer of 49,152 weights: the tensor engine is \\d+ times as fast, and the"
                    + " gradients differ by at most \\S+"));
  }

  @Test
  void oneEngineRunsAlone() {
    open("/lesson/three-parameters/9");
    measure();
    assertThat(page.locator(".race-row")).hasCount(1);
    assertThat(page.locator(".race-row")).hasText(Pattern.compile("Tensor engine: " + TIMES));
    assertThat(page.locator(".race p"))
        .hasText(
            Pattern.compile(
                "Here, now: backward takes \\d+\\.\\d times as long as forward, for 49,152"
                    + " weights\\."));
  }
}
