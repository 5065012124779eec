package dev.chainrule.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.check.experiment.Experiment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceLinesTest {
  private static String statement(int number, String... lines) {
    return lines(lines).statement(number);
  }

  private static SourceLines lines(String... lines) {
    return new SourceLines(
        String.join("\n", lines),
        text -> {
          throw new AssertionError("no one runs it");
        });
  }

  /// The lines of the text that is made when the statement at `number` is replaced.
  private static List<String> replaced(int number, String statement, String... lines) {
    return changed(source -> source.replacing(number, statement), lines);
  }

  private static List<String> changed(Function<SourceLines, Experiment> change, String... lines) {
    List<String> texts = new ArrayList<>();
    SourceLines source =
        new SourceLines(
            String.join("\n", lines),
            text -> {
              texts.add(text);
              return (precision, variation) -> {
                throw new AssertionError("no one runs it");
              };
            });
    assertThat(change.apply(source)).isNotNull();
    return texts.getFirst().lines().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a = b + c              | a = b + c",
        "`    a = b + c  `      | a = b + c",
        "a = b  # half of it    | a = b",
        "s = \"# no comment\"   | s = \"# no comment\"",
        "s = '#' + t  # of 't'  | s = '#' + t",
        "s = '\"#' + t  # of t  | s = '\"#' + t",
        "s = 'it\\'s #1'  # yes | s = 'it\\'s #1'",
        "a = b; c = d           | a = b; c = d",
      })
  void aLineIsAStatement(String line, String statement) {
    assertThat(statement(2, "x = 1", line, "y = 2")).isEqualTo(statement);
  }

  @Test
  void aStatementGoesOnUntilItsBracketsAreClosed() {
    String[] lines = {
      "a = torch.stack(", "    [b,  # the first", "     c],", "    dim=0,", ")", "d = 2",
    };
    assertThat(statement(1, lines)).isEqualTo("a = torch.stack([b, c], dim=0,)");
    assertThat(statement(6, lines)).isEqualTo("d = 2");
  }

  @Test
  void aStatementGoesOnAfterABackslash() {
    assertThat(statement(1, "a = b + \\", "    c", "d = 2")).isEqualTo("a = b + c");
  }

  @Test
  void bracketsInStringsAndCommentsOpenNothing() {
    assertThat(statement(1, "print(\":(\", a)", "b = (c)", "print(\":)\")"))
        .isEqualTo("print(\":(\", a)");
    assertThat(statement(1, "a = b  # (see below", "c = d  # )")).isEqualTo("a = b");
  }

  @Test
  void aBracketThatIsNeverClosedEndsItsLine() {
    assertThat(statement(1, "a = (b", "c = d")).isEqualTo("a = (b");
  }

  @Test
  void aNewStatementStandsWhereTheOldOneStood() {
    assertThat(replaced(2, "b = 0", "for i in n:", "    b = f(", "        i)", "c = b"))
        .containsExactly("for i in n:", "    b = 0", "c = b");
    assertThat(replaced(1, "a = 1", "a = 0  # none")).containsExactly("a = 1");
    assertThat(replaced(1, "a = 1; b = 2", "\ta = 0", "\tb = 0"))
        .containsExactly("\ta = 1; b = 2", "\tb = 0");
  }

  @Test
  void aStatementMovesBelowALaterOne() {
    assertThat(
            changed(
                source -> source.moving(2, 3, "b = a"),
                "for i in n:",
                "    b = a",
                "    a += (",
                "        i)",
                "c = b"))
        .containsExactly("for i in n:", "    a += (", "        i)", "    b = a", "c = b");
  }

  @Test
  void aNumberHasANameWhereOneLineGivesIt() {
    SourceLines lines = lines("n = 32  # rows", "d, e = 7, 8", "k = 5", "m = 5", "t = 3", "t = 4");
    assertThat(lines.named(32)).isEqualTo("n");
    assertThat(lines.named(7)).isNull();
    assertThat(lines.named(5)).as("two names").isNull();
    assertThat(lines.named(3)).as("another number later").isNull();
  }

  @Test
  void linesEndInAnyWay() {
    SourceLines lines = lines("a = 1\r\nb = (2 +\r\n     3)\rc = 4");
    assertThat(lines.statement(2)).isEqualTo("b = (2 + 3)");
    assertThat(lines.statement(4)).isEqualTo("c = 4");
  }

  @Test
  void thereIsNoStatementBeyondTheEnd() {
    assertThatThrownBy(() -> statement(2, "a = 1")).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
