package dev.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.check.Table.Cell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a table gets narrower, step by step.
class TableTest {
  private final Table table = new Table();

  @BeforeEach
  void fill() {
    table.add(
        Cell.of("name"), Cell.of("beside"), Cell.number("largest difference"), Cell.of("verdict"));
    table.add(Cell.of("da"), Cell.of("a"), Cell.number("0"), Cell.of("right"));
    table.add(
        Cell.of("da_name_that_is_long"),
        Cell.of("b"),
        Cell.number("1.5"),
        Cell.of("wrong, and the mistake is made here"));
  }

  @Test
  void aWideTableIsLeftAlone() {
    assertThat(table.within(87, 1).text())
        .isEqualTo(
            """
              name                  beside  largest difference  verdict
              da                    a                        0  right
              da_name_that_is_long  b                      1.5  wrong, and the mistake is made here
            """);
    assertThat(table.width()).isEqualTo(87);
  }

  @Test
  void firstTheHeadingBreaks() {
    assertThat(table.within(86, 1).text())
        .isEqualTo(
            """
              name                  beside     largest  verdict
                                            difference
              da                    a                0  right
              da_name_that_is_long  b              1.5  wrong, and the mistake is made here
            """);
  }

  @Test
  void thenAColumnGoes() {
    assertThat(table.within(78, 1).text())
        .isEqualTo(
            """
              name                     largest  verdict
                                    difference
              da                             0  right
              da_name_that_is_long         1.5  wrong, and the mistake is made here
            """);
  }

  @Test
  void thenTheLastColumnBreaksAndThenLongNamesDo() {
    assertThat(table.within(60, 1).withLastWrapped(60).text())
        .isEqualTo(
            """
              name                     largest  verdict
                                    difference
              da                             0  right
              da_name_that_is_long         1.5  wrong, and the mistake
                                                is made here
            """);
    Table narrowest = table.within(46, 1).withLastWrapped(46).withFirstWrapped(46);
    assertThat(narrowest.text())
        .isEqualTo(
            """
              name                 largest  verdict
                                difference
              da                         0  right
              da_name_that_is_         1.5  wrong, and the
              long                          mistake is
                                            made here
            """);
  }

  @Test
  void eachLineIsMarkedByItself() {
    Table marked = new Table();
    marked.add(Cell.of("a\nb", text -> "<" + text + ">"), Cell.number("1\n10"), Cell.of("x"));
    assertThat(marked.text()).isEqualTo("  <a>   1  x\n  <b>  10\n");
  }

  @Test
  void charactersOutsideTheBasicPlaneAreOneWide() {
    Table wide = new Table();
    wide.add(Cell.of("𝛼"), Cell.of("x"));
    wide.add(Cell.of("ab"), Cell.of("y"));
    assertThat(wide.text()).isEqualTo("  𝛼   x\n  ab  y\n");
  }
}
