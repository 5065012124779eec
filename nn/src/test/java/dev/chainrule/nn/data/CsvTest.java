package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.array.DType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables with numbers and words.
class CsvTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  @Test
  void numbersAndCategories() throws IOException {
    Csv table =
        Csv.read(
            file(
                "\ufeffa, b,kind\r\n"
                    + "1,-2.5e1,dog\r\n\r\n"
                    + ".5, 3. ,\"cat, \"\"small\"\"\"\r\n"
                    + "0,7,dog"));
    assertThat(table.columns()).containsExactly("a", "b", "kind");
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.numbers("b", "a").toFloatArray()).containsExactly(-25, 1, 3, 0.5f, 7, 0);
    assertThat(table.numbers("b", "a").shape().toArray()).containsExactly(3, 2);
    assertThat(table.numbers("b").dtype()).isEqualTo(DType.FLOAT32);
    Csv.Categories kinds = table.categories("kind");
    assertThat(kinds.names()).containsExactly("cat, \"small\"", "dog");
    assertThat(kinds.numbers().toLongArray()).containsExactly(1, 0, 1);
    assertThat(kinds.numbers().dtype()).isEqualTo(DType.INT64);
    assertThat(
            table
                .categories("kind", List.of("dog", "cow", "cat, \"small\""))
                .numbers()
                .toLongArray())
        .containsExactly(0, 2, 0);
  }

  @Test
  void raggedRows() throws IOException {
    requireRefused(
        "a,b\n1,2\n\n\"3\n\",4\n5\n",
        ", line 6 must have 2 fields, as there are columns; it has 1");
    requireRefused("a,b\n1,2,\n", ", line 2 must have 2 fields, as there are columns; it has 3");
  }

  @Test
  void tablesThatAreNone() throws IOException {
    String needs = " needs a line with the names of the columns and at least one row";
    requireRefused("", needs);
    requireRefused("a,b\n", needs);
    requireRefused("\n\na,a\n1,2\n", ", line 3 names the column \"a\" twice; rename one");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "a\nzoë\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Csv.read(latin))
        .hasMessage(
            "csv: %s, line 2 is not UTF-8; save the file in that encoding".formatted(latin));
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> Csv.read(missing))
        .hasMessage("csv: %s cannot be read: there is no such file or folder".formatted(missing));
    requireRefused(
        "a\n\"1\n",
        " is no table: Unclosed quoted field at end of input (record starting at line 2)");
    requireRefused(
        "a\n\"1\"2\n",
        " is no table: Unexpected character after closing quote: '2' (0x32) (record starting at"
            + " line 2)");
  }

  private void requireRefused(String text, String why) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Csv.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage("csv: " + file + why);
  }

  @Test
  void fieldsThatAreNoNumbers() throws IOException {
    for (String field : List.of("", "abc", "1f", "0x10", "NaN", "1e39", "1 2", "١")) {
      Path file = file("a,b\n1,2\n" + field + ",4\n");
      assertThatThrownBy(() -> Csv.read(file).numbers("b", "a"))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "csv: %s, line 3 must have a number in the column \"a\"; it has \"%s\""
                  .formatted(file, field));
    }
  }

  @Test
  void wordsAndColumnsThatAreUnknown() throws IOException {
    Path file = file("a,kind\n1,dog\n2,cow\n");
    Csv table = Csv.read(file);
    assertThatThrownBy(() -> table.categories("kind", List.of("dog", "cat")))
        .hasMessage(
            "csv: %s, line 3 must have a known word in the column \"kind\"; \"cow\" is none of [dog,"
                    .formatted(file)
                + " cat]");
    assertThatThrownBy(() -> table.numbers("a", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("csv: %s has no column \"c\"; it has [a, kind]".formatted(file));
  }
}
