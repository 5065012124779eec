package dev.chainrule.worksheet.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.worksheet.WorksheetException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is long or deep runs, or is refused in a sentence; the stack never ends first.
class NestingTest {
  private static final int MANY = 20_000;

  private static final String RULES =
      "nested too deeply: this is 1000 grammar rules down, which is the limit;"
          + " give the inner parts names of their own";
  private static final String BRACKETS = "brackets are nested 101 deep; the limit is 100";
  private static final String VALUES =
      "too many expressions or values inside each other: 10001 reached, the limit is 10000;"
          + " give the inner parts names of their own";

  static Stream<Arguments> runs() {
    return Stream.of(
        Arguments.of("sums", "y = 1" + " + 1".repeat(MANY)),
        Arguments.of("comparisons", "y = 1" + " == 1".repeat(MANY)),
        Arguments.of("memberships", "y = 1" + " in [1]".repeat(MANY)),
        Arguments.of("conjunctions", "y = True" + " and True".repeat(MANY)),
        Arguments.of("disjunctions", "y = False" + " or False".repeat(MANY)),
        Arguments.of("mixed logic", "y = True" + " and True or False".repeat(MANY)),
        Arguments.of("conditions", "y = [1 for i in [1]" + " if True".repeat(MANY) + "]"),
        Arguments.of("else-ifs", "if False: y = 0\n" + "elif False: y = 1\n".repeat(MANY)),
        Arguments.of("targets", "y = ".repeat(MANY) + "1"),
        Arguments.of("statements on a line", "y = 1; ".repeat(MANY)),
        Arguments.of("entries", "y = " + "1, ".repeat(MANY)),
        Arguments.of("adjacent strings", "y = " + "'a' ".repeat(MANY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void whatIsLongRuns(String name, String source) {
    assertThat(Running.run(source).output()).isEmpty();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("calls of methods", "y = 'a'" + ".strip()".repeat(MANY), VALUES),
        Arguments.of("calls of results", "def f(): return f\ny = f" + "()".repeat(MANY), VALUES),
        Arguments.of("subscripts", "a = [0]\na[0] = a\ny = a" + "[0]".repeat(MANY), VALUES),
        Arguments.of("slices", "a = [0]\ny = a" + "[:]".repeat(MANY), VALUES),
        Arguments.of("attributes", "y = 'a'" + ".real".repeat(MANY), VALUES),
        Arguments.of("powers", "y = 1" + " ** 1".repeat(MANY), RULES),
        Arguments.of("minus signs", "y = " + "-".repeat(MANY) + "1", RULES),
        Arguments.of("complements", "y = " + "~".repeat(MANY) + "1", RULES),
        Arguments.of("negations", "y = " + "not ".repeat(MANY) + "True", RULES),
        Arguments.of("alternatives", "y = " + "1 if 0 else ".repeat(MANY) + "2", RULES),
        Arguments.of("lambdas", "y = " + "lambda: ".repeat(MANY) + "1", RULES),
        Arguments.of(
            "round brackets", "y = " + "(".repeat(MANY) + "1" + ")".repeat(MANY), BRACKETS),
        Arguments.of("lists", "y = " + "[".repeat(MANY) + "1" + "]".repeat(MANY), BRACKETS),
        Arguments.of("dictionaries", "y = " + "{1: ".repeat(MANY) + "}".repeat(MANY), BRACKETS),
        Arguments.of("signs in brackets", "y = " + "-(".repeat(MANY) + "1", BRACKETS),
        Arguments.of("blocks", blocks(60), "blocks are nested 51 deep; the limit is 50"),
        Arguments.of(
            "fields of f-strings",
            "y = f'{1:" + "{1:".repeat(MANY) + "}".repeat(MANY) + "}'",
            "in this f-string, fields are nested more than 2 deep"),
        Arguments.of("values printed", deep("[a]") + "print(a)", VALUES),
        Arguments.of("values compared", "b = []\n" + deep("[a]") + deepB() + "a == b", VALUES),
        Arguments.of("values as keys", deep("(a,)") + "d = {a: 1}", VALUES),
        Arguments.of("iterators", deep("map(int, a)") + "list(a)", VALUES),
        Arguments.of("generators", deep("(z for z in a)") + "list(a)", VALUES),
        Arguments.of("strict zips", deep("zip(a, strict=True)") + "list(a)", VALUES));
  }

  private static String blocks(int depth) {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      source.append(" ".repeat(i)).append("if True:\n");
    }
    return source + " ".repeat(depth) + "pass\n";
  }

  private static String deep(String next) {
    return "a = ()\nfor i in range(" + MANY + "):\n    a = " + next + "\n";
  }

  private static String deepB() {
    return "for i in range(" + MANY + "):\n    b = [b]\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatIsDeepIsRefused(String name, String source, String message) {
    assertThatThrownBy(() -> Running.run(source))
        .isInstanceOf(WorksheetException.class)
        .hasMessage(message);
  }

  /// Each asked the one inside it twice whether it was at its end, so that thirty took minutes.
  @Test
  void nestedIteratorsAskEachOtherOnce() {
    String[] lines = {
      "a = [1]", "for i in range(1000):", "    a = map(int, a)",
      "b = [1]", "for i in range(1000):", "    b = zip(b, strict=True)",
      "print(list(a), len(list(b)))",
    };
    assertThat(Running.output(lines)).isEqualTo("[1] 1\n");
  }
}
