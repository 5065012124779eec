package dev.chainrule.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That the pages need nothing that this server does not send.
class PagesTest {
  private static final Path PAGES = Path.of("src/main/resources/lab");
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:https?:)?//[\\w.-]+\\.[a-z]{2,}[^\\s'\"`)>]*");
  private static final Pattern LIBRARY = Pattern.compile("/webjars/[\\w./-]+\\.\\w+");

  /// Names of formats, which no browser opens.
  private static final Set<String> NAMES =
      Set.of(
          "http://www.w3.org/2000/svg",
          "http://www.w3.org/1999/xhtml",
          "http://www.w3.org/1998/Math/MathML",
          "http://www.w3.org/1999/xlink");

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(PAGES)) {
      return all.filter(file -> file.toString().matches(".*\\.(html|js|css|json|svg)")).toList();
    }
  }

  private static Set<String> absolute(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = ABSOLUTE.matcher(text);
    while (matcher.find()) {
      if (!NAMES.contains(matcher.group())) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  @Test
  void noPageNamesAnotherMachine() throws Exception {
    for (Path file : files()) {
      assertThat(absolute(Files.readString(file))).as(file.toString()).isEmpty();
    }
  }

  @Test
  void anAddressOfAnotherMachineWouldBeSeen() {
    assertThat(absolute("<script src=\"https://cdn.example.com/d3.js\">"))
        .containsExactly("https://cdn.example.com/d3.js");
    assertThat(absolute("import x from '//cdn.example.com/x.js'")).hasSize(1);
    assertThat(absolute("xmlns=\"http://www.w3.org/2000/svg\"")).isEmpty();
  }

  @Test
  void everyPartOfALibraryThatIsNamedIsThere() throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      Set<String> named = new TreeSet<>(List.of("/webjars/katex/dist/katex.mjs"));
      for (Path file : files()) {
        LIBRARY.matcher(Files.readString(file)).results().forEach(r -> named.add(r.group()));
      }
      for (String path : named) {
        assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void scriptsAreServedAsScripts() throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      assertThat(client.get("/webjars/katex/dist/katex.mjs").headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
      assertThat(client.get("/../../pom.xml").statusCode()).isIn(400, 404);
      assertThat(client.get("/%2e%2e/dev/chainrule/lab/Lab.class").statusCode()).isIn(400, 404);
    }
  }
}
