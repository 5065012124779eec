package dev.chainrule.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// That the lessons' worksheets are there, run, and give the reader right solutions.
class LessonSheetsTest {
  private static final Path LAB = Path.of("src/main/resources/lab");
  private static final Pattern NAMED = Pattern.compile("worksheet=\"([^\"]+)\"");
  private static final Pattern BLANK = Pattern.compile("(?m)^# Your turn: (\\S+)$");

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(LAB.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }

  @Test
  void everyWorksheetThatALessonNamesIsThere() throws IOException {
    for (Path lesson : files("lessons", ".html")) {
      assertThat(found(NAMED, lesson))
          .as(lesson.toString())
          .isNotEmpty()
          .allSatisfy(name -> assertThat(LAB.resolve("worksheets").resolve(name)).exists());
    }
  }

  @Test
  void whatTheReaderIsToWriteIsRight() throws Exception {
    try (Lab lab = Lab.start("127.0.0.1", 0);
        Client client = new Client(lab)) {
      for (Path sheet : files("worksheets", ".py")) {
        JsonNode answer =
            client.ask(
                "/api/run", Map.of("source", Files.readString(sheet), "want", List.of("check")));
        List<String> right =
            StreamSupport.stream(answer.at("/check/checks").spliterator(), false)
                .filter(check -> check.path("status").asText().matches("exact|approximate"))
                .map(check -> check.path("name").asText())
                .toList();
        assertThat(right).as(sheet.toString()).containsAll(found(BLANK, sheet));
      }
    }
  }
}
