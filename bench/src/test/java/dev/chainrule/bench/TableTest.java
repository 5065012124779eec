package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final List<Row> ROWS =
      List.of(
          Samples.row("fast", 10_000, 100_000, 0),
          Samples.row("slow", 10_000, 5_000, 0),
          Samples.row("wrong", 1_000_000, 2_000_000, 0.5));

  @Test
  void columnsAreInLine() {
    assertThat(Table.of(ROWS).getFirst().text())
        .isEqualTo(
            """
            Products of <A & B>
              work           ours            PyTorch  target         met
              work fast   10.0 µs     100 µs (10.0×)  ≥ 2 × PyTorch  yes
              work slow   10.0 µs    5.00 µs (0.50×)  ≥ 2 × PyTorch  no
              work wrong  1.00 ms  2.00 ms (2.00×) ≠  ≥ 2 × PyTorch  yes
            """);
  }

  @Test
  void theSameStandsInMarkdown() {
    assertThat(Table.of(ROWS.subList(0, 1)).getFirst().markdown())
        .isEqualTo(
            """
            ### Products of <A & B>

            | work | ours | PyTorch | target | met |
            |---|---:|---:|---|---|
            | work fast | 10.0 µs | 100 µs (10.0×) | ≥ 2 × PyTorch | yes |
            """);
  }

  @Test
  void withoutThePeerItIsOpenWhetherTheTargetIsMet() {
    Row alone =
        new Row(
            Samples.work("alone", new Target.AsFastAs(2, Contestants.PYTORCH)),
            Map.of(Contestants.OURS, 1e3),
            Map.of(),
            9);
    assertThat(alone.met()).isEmpty();
    assertThat(Table.of(List.of(alone)).getFirst().cells().getLast())
        .containsExactly("work alone", "1.00 µs", "≥ 2 × PyTorch", "");
  }

  @Test
  void whatDidNotRunHasFailed() {
    Row failed =
        new Row(
            Samples.work("failed", new Target.None()),
            Map.of(Contestants.PYTORCH, 1e3),
            Map.of(),
            9);
    assertThat(Table.of(List.of(failed)).getFirst().cells().getLast())
        .containsExactly("work failed", "failed", "1.00 µs", "", "");
  }

  @Test
  void aLimitIsMetUpToItself() {
    Target limit = new Target.AtMost(45_000, new Unit.Time());
    assertThat(limit.text()).isEqualTo("≤ 45.0 µs");
    assertThat(limit.met(Map.of(Contestants.OURS, 45_000.0))).contains(true);
    assertThat(limit.met(Map.of(Contestants.OURS, 45_001.0))).contains(false);
  }
}
