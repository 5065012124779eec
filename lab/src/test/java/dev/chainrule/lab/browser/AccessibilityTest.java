package dev.chainrule.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Axe finds nothing on any page, in either scheme, on a telephone and on a desk; and no page is
/// wider than its window.
class AccessibilityTest extends InBrowser {
  private static final Path LESSONS = Path.of("src/main/resources/lab/lessons");
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String VIOLATIONS =
      """
      async () => (await axe.run()).violations.flatMap(
          (found) => found.nodes.map((node) => `${found.id}: ${node.html} ${node.failureSummary}`))
      """;

  private static String axe() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream(AXE), AXE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The pages, and every screen of every lesson.
  private static List<String> places() throws IOException {
    List<String> places = new ArrayList<>(List.of("/", "/workbench", "/zoo", "/reference"));
    try (Stream<Path> files = Files.list(LESSONS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".html")).toList()) {
        String lesson = file.getFileName().toString().replace(".html", "");
        long screens = Files.readString(file).lines().filter("<section>"::equals).count();
        LongStream.rangeClosed(1, screens).forEach(i -> places.add("/lesson/" + lesson + "/" + i));
      }
    }
    return places;
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void noPageHasAViolation(ColorScheme scheme) throws IOException {
    String axe = axe();
    List<String> found = new ArrayList<>();
    newPage(scheme == ColorScheme.DARK ? 360 : 1280, scheme);
    for (String place : places()) {
      open(place);
      settle();
      page.evaluate(axe);
      for (Object violation : (List<?>) page.evaluate(VIOLATIONS)) {
        found.add(place + ": " + violation);
      }
      if ((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0) {
        found.add(place + ": wider than the window");
      }
    }
    assertThat(found).isEmpty();
  }
}
