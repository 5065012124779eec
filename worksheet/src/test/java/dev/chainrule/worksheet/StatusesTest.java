package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Check;
import dev.chainrule.check.Checker;
import dev.chainrule.check.Report;
import dev.chainrule.check.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Worksheets with a known verdict for each gradient: `worksheets/EXPECTED.tsv`, whose verdicts
/// come from the definitions and real PyTorch.
class StatusesTest {
  /// A line of the table: file, gradient, status, and perhaps what it is inherited from.
  private record Expected(String gradient, String status, String inheritedFrom) {}

  static List<String> files() {
    return List.copyOf(table().keySet());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyGradientHasItsStatus(String file) {
    Report report = Checker.check(WorksheetExperiment.of(read(file), null), true);
    Map<String, Check> checks = new LinkedHashMap<>();
    report.checks().forEach(check -> checks.put(check.name(), check));
    List<String> wrong = new ArrayList<>();
    for (Expected expected : table().get(file)) {
      Check check = checks.remove(expected.gradient());
      if (check == null || !fits(check, expected)) {
        wrong.add("%s should be %s, is %s".formatted(expected.gradient(), expected, check));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checks.values().stream().filter(c -> c.status() != Status.MISSING)).isEmpty();
  }

  private static boolean fits(Check check, Expected expected) {
    if (expected.status().equals("right")) {
      return check.status().isRight();
    }
    return check.status().toString().equals(expected.status())
        && (expected.inheritedFrom().isEmpty()
            || expected.inheritedFrom().equals(check.inheritedFrom()));
  }

  private static Map<String, List<Expected>> table() {
    Map<String, List<Expected>> table = new LinkedHashMap<>();
    read("EXPECTED.tsv")
        .lines()
        .skip(1)
        .map(line -> List.of(line.split("\t", -1)))
        .forEach(
            cells ->
                table
                    .computeIfAbsent(cells.get(0), file -> new ArrayList<>())
                    .add(
                        new Expected(
                            cells.get(1), cells.get(2), cells.size() > 3 ? cells.get(3) : "")));
    return table;
  }

  private static String read(String name) {
    try (InputStream in = StatusesTest.class.getResourceAsStream("/worksheets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
