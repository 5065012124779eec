package dev.chainrule.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import dev.chainrule.lab.Lab;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// What tests in a browser share: a lab on a free port, a browser that is fresh for each test, and
/// the promise that no page asks another machine for anything or complains on its console.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
  private static final double PATIENCE = 20_000;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> QUIETLY =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final String TWO_FRAMES =
      "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))";

  /// How often in a row a page must be found to ask for nothing.
  private static final int QUIET = 3;

  private final List<String> strays = new ArrayList<>();
  private final Set<Request> asked = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();
  private Lab lab;
  private Playwright playwright;
  private Browser browser;
  private BrowserContext context;

  /// The page of the test that runs.
  protected Page page;

  private static Optional<Path> chromium() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @BeforeAll
  void start() throws Exception {
    Optional<Path> chromium = chromium();
    Assumptions.assumeTrue(
        chromium.isPresent(), "the browser tests need Chromium on the PATH; there is none");
    lab = Lab.start("127.0.0.1", 0);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(chromium.orElseThrow()).setArgs(QUIETLY));
  }

  @AfterAll
  void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @BeforeEach
  void newPage() {
    strays.clear();
    complaints.clear();
    newPage(1280, ColorScheme.LIGHT);
  }

  /// Opens a page of another size, in another scheme, for a reader who has done nothing yet.
  protected void newPage(int width, ColorScheme scheme) {
    closePage();
    context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE);
    page = context.newPage();
    asked.clear();
    page.onRequestFinished(asked::remove);
    page.onRequestFailed(asked::remove);
    page.onRequest(
        request -> {
          asked.add(request);
          if (!isOurs(request.url())) {
            strays.add(request.url());
          }
        });
    page.onConsoleMessage(this::listen);
    page.onPageError(complaints::add);
  }

  private boolean isOurs(String url) {
    return Stream.of("blob:", "data:").anyMatch(url::startsWith)
        || URI.create(url).getAuthority().equals(lab.address().getAuthority());
  }

  /// A worksheet that cannot be run is answered with 422, a setting that is none with 400; the
  /// browser logs both, which is no complaint.
  private void listen(ConsoleMessage message) {
    boolean isAnswer =
        Stream.of("422", "400").anyMatch(s -> message.text().contains("status of " + s));
    if (message.type().equals("error") && !isAnswer) {
      complaints.add(message.text());
    }
  }

  private void closePage() {
    if (context != null) {
      context.close();
    }
  }

  @AfterEach
  void nothingLeftTheMachine() {
    closePage();
    assertThat(strays).as("requests to elsewhere").isEmpty();
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  /// Goes to a place in the lab, as `/lesson/three-parameters/2`.
  protected void open(String place) {
    page.navigate(lab.address().resolve("/") + "#" + place);
    page.locator("main:not([aria-busy]) .page").waitFor();
  }

  /// Waits until the page has been told all that it shows, and has been drawn with it: an answer
  /// may lead to the next question, and a size that is seen to a change.
  protected void settle() {
    int quiet = 0;
    while (quiet < QUIET) {
      page.waitForCondition(asked::isEmpty);
      page.evaluate(TWO_FRAMES);
      quiet = asked.isEmpty() ? quiet + 1 : 0;
    }
  }

  /// Waits until the lab works on no question, for less than a run may take.
  protected void awaitIdle() {
    page.waitForCondition(
        () -> lab.running() == 0, new Page.WaitForConditionOptions().setTimeout(PATIENCE / 4));
  }

  /// Waits until the lab works on a question.
  protected void awaitBusy() {
    page.waitForCondition(() -> lab.running() > 0);
  }

  /// Types a line over what stands in the row of a cell, key by key.
  protected Locator write(String name, String text) {
    Locator row = row(name);
    row.locator("textarea").clear();
    row.locator("textarea").pressSequentially(text);
    return row;
  }

  /// The row of a cell in which the gradient `name` is written.
  protected Locator row(String name) {
    return page.locator(".blank")
        .filter(new Locator.FilterOptions().setHas(page.getByLabel("Write " + name, exactly())));
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
