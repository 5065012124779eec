package dev.chainrule.worksheet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.worksheet.DecisionLog;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.value.ModuleValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The second run takes the decisions of the first, even where its own floats say otherwise.
class DecisionsTest {
  /// A module whose `x` is another float in each run.
  private record Different(double x) implements Library {
    @Override
    public String name() {
      return "different";
    }

    @Override
    public ModuleValue open(RunState run) {
      ModuleValue module = new ModuleValue("different");
      module.put("x", x);
      return module;
    }
  }

  private static Object[] results(double first, double second, String... lines) {
    DecisionLog log = new DecisionLog();
    String source = "from different import x\nimport math\n" + String.join("\n", lines);
    Interpreter own =
        Running.run(Setup.standard().with(new Different(first)).with(log.recording()), source);
    Interpreter twin =
        Running.run(Setup.standard().with(new Different(second)).with(log.replay()), source);
    return new Object[] {own.variables().get("r"), twin.variables().get("r")};
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '§',
      textBlock =
          """
          x < 1
          x <= 0.9995
          1 > x
          x == 0.999
          x != 0.999
          0 < x < 1
          x in [0.999, 2]
          x in {0.999}
          x in {0.999: 1}
          int(x)
          round(x * 10 - 9.5)
          math.floor(x)
          math.ceil(x)
          math.trunc(x)
          x // 1
          divmod(x, 1)[0]
          bool(x // 1)
          not x - 0.999
          (x - 0.999) or 5
          1 if x - 0.999 else 2
          (x - 0.999).is_integer()
          math.isclose(x, 0.999)
          math.isnan(x)
          sorted([x, 1, 0.9995], key=lambda v: v < 1)[0]
          [i for i in range(3) if i < x]
          [v for v in [x, 1]].index(0.999)
          [x, 0.5, 1].count(0.999)
          [x, 1] < [1, 0]
          all([x < 1])
          """)
  void everythingDiscreteIsReplayed(String expression) {
    Object[] both = results(0.999, 1.001, "r = str(" + expression + ")");
    assertThat(both[1]).isEqualTo(both[0]);
  }

  @Test
  void withoutALogTheRunsDiffer() {
    Interpreter own =
        Running.run(
            Setup.standard().with(new Different(1.001)), "from different import x", "r = x < 1");
    assertThat(own.variables()).containsEntry("r", false);
  }

  @Test
  void floatsThemselvesAreNotReplayed() {
    assertThat(results(0.5, 0.25, "r = x * 2 if x < 0.4 else x + 1")).containsExactly(1.5, 1.25);
  }

  @Test
  void aRemainderBelongsToTheReplayedQuotient() {
    Object[] both = results(2.999, 3.001, "r = x % 1.0");
    assertThat((Double) both[0]).isEqualTo(2.999 % 1.0);
    assertThat((Double) both[1]).isEqualTo(3.001 - 2.0);
  }

  @Test
  void loopsEndAfterTheSameSteps() {
    assertThat(results(1.0, 1.5, "r = 0", "while x < 100:", "    x *= 2", "    r += 1"))
        .containsExactly(7L, 7L);
  }

  @Test
  void sortingAsksTheSameQuestions() {
    String[] lines = {
      "ys = [math.sin(i * x) for i in range(100)]",
      "r = str(sorted(range(100), key=lambda i: ys[i]))"
    };
    Object[] both = results(1.0, 1.3, lines);
    assertThat(both[1]).isEqualTo(both[0]);
  }
}
