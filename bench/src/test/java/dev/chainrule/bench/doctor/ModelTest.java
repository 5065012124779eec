package dev.chainrule.bench.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final String WORKSHEET =
      """
      #! n=5 d=3
      #! n=32 d=64 few
      x = torch.ones({n}, {d})
      # backward
      dy = pull
      dx = a * dy
      dE = torch.zeros_like(E)
      for i in range({n}):
          dE[i] += dy[i]
      dx += b * dy
      # end
      after = 1
      """;

  private static Model model(String versions) {
    return Model.of("m", WORKSHEET, versions);
  }

  @Test
  void aStepIsTheLinesThatFollowEachOtherAndWriteOneName() {
    assertThat(model("").steps()).extracting(Step::label).containsExactly("dy", "dx", "dE", "dx#2");
    assertThat(model("").step("dE").lines()).hasSize(3);
  }

  @Test
  void readsSizes() {
    assertThat(model("").sizes())
        .containsExactly(
            new Sizes(Map.of("n", 5, "d", 3), false), new Sizes(Map.of("n", 32, "d", 64), true));
  }

  @Test
  void aVersionTakesThePlaceOfItsStep() {
    Model model = model("[dx]\nsign: dx = -a * dy\n");
    Version version = model.versions().getFirst();
    assertThat(version.ids()).containsExactly("sign");
    assertThat(version.gradient()).isEqualTo("dx");
    assertThat(model.text(Map.of("n", 5, "d", 3), List.of(version)))
        .isEqualTo(
            """
            x = torch.ones(5, 3)
            dy = pull
            dx = -a * dy
            dE = torch.zeros_like(E)
            for i in range(5):
                dE[i] += dy[i]
            dx += b * dy
            after = 1
            """);
  }

  @Test
  void aVersionMayReplaceSeveralStepsAndBreakAnotherGradient() {
    Model model = model("[dx..dx#2 @dE]\nsign, scale-constant:\n    dE = 1\n    dx = 2\n");
    Version version = model.versions().getFirst();
    assertThat(version)
        .isEqualTo(
            new Version(
                List.of("sign", "scale-constant"),
                "dx",
                "dx#2",
                "dE",
                List.of("dE = 1", "dx = 2")));
    assertThat(model.text(Map.of(), List.of(version)))
        .endsWith("dy = pull\ndE = 1\ndx = 2\nafter = 1\n");
  }

  @Test
  void aRightVersionHasNoMistake() {
    assertThat(model("[dy]\nright: dy = 1.0 * pull\n").versions().getFirst().isRight()).isTrue();
  }

  @Test
  void dropLeavesOutEachTerm() {
    Model model = Model.of("m", "#! n=1\n# backward\ndx = a - f(b + c) + d\n", "[dx]\ndrop sign\n");
    assertThat(model.versions())
        .extracting(version -> version.lines().getFirst())
        .containsExactly("dx = -f(b + c) + d", "dx = a + d", "dx = a - f(b + c)");
  }

  @Test
  void saysWhatIsNoVersion() {
    assertThatThrownBy(() -> model("[dz]\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("m: has no step dz");
    assertThatThrownBy(() -> model("[dy]\nslip: dy = 1\n"))
        .hasMessage("m: no mistake is called slip");
    assertThatThrownBy(() -> model("[dy]\ndy = 1\n"))
        .hasMessage(
            "m: must be '[step]', 'mistake: line' or 'drop mistake'; this is neither: dy = 1");
  }
}
