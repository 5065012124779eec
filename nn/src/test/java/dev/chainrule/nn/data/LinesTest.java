package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines of files, and their splits.
class LinesTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("names.txt"), text);
  }

  @Test
  void oneExampleALine() throws IOException {
    assertThat(Lines.read(file("anna\nbo\n")).all()).containsExactly("anna", "bo");
    assertThat(Lines.read(file("anna\r\n\r\n\n bo \r\nlast")).all())
        .containsExactly("anna", " bo ", "last");
    assertThat(Lines.read(file("\ufeffanna\nb\ufeffo")).all()).containsExactly("anna", "b\ufeffo");
    assertThat(Lines.read(file("a\rb\u2028c\n李明\n𝔘")).all())
        .containsExactly("a\rb\u2028c", "李明", "𝔘");
  }

  @Test
  void textWithoutExamples() throws IOException {
    for (String text : List.of("", "\n", "\r\n\r\n", "\ufeff", "\ufeff\n")) {
      Path file = file(text);
      assertThatThrownBy(() -> Lines.read(file))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "text: %s has no line with a character; give a file with one example a line"
                  .formatted(file));
    }
    assertThatThrownBy(() -> new Lines(List.of("a", "")))
        .hasMessage("lines: a line must have a character; line 2 has none; leave it out");
  }

  @Test
  void otherEncodings() throws IOException {
    Path file = folder.resolve("latin.txt");
    Files.write(file, "anna\r\nzoë\nbo\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Lines.read(file))
        .hasMessage(
            "text: %s, line 2 is not UTF-8; save the file in that encoding".formatted(file));
    Files.write(file, new byte[] {'a', '\n', '\n', (byte) 0xe6, (byte) 0x9d});
    assertThatThrownBy(() -> Lines.read(file))
        .hasMessage(
            "text: %s, line 3 is not UTF-8; save the file in that encoding".formatted(file));
  }

  @Test
  void filesThatCannotBeRead() {
    Path missing = folder.resolve("missing.txt");
    assertThatThrownBy(() -> Lines.read(missing))
        .hasMessage("text: %s cannot be read: there is no such file or folder".formatted(missing));
    assertThatThrownBy(() -> Lines.read(folder))
        .hasMessage("text: %s cannot be read: Is a directory".formatted(folder));
  }

  @Test
  void longestCountsCharacters() {
    assertThat(new Lines(List.of("abc", "𝔘𝔫𝔦", "é")).longest()).isEqualTo(3);
    assertThat(new Lines(List.of()).longest()).isZero();
  }

  @Test
  void partsAreCutWherePythonCuts() {
    Lines ten = new Lines(IntStream.range(0, 10).mapToObj(String::valueOf).toList());
    assertThat(ten.split(0.7, 0.2, 0.1).stream().map(Lines::size)).containsExactly(7, 2, 1);
    assertThat(ten.split(1.0 / 3, 1.0 / 3, 1.0 / 3).stream().map(Lines::size))
        .containsExactly(3, 3, 4);
    assertThat(ten.split(0, 1, 0).stream().map(Lines::size)).containsExactly(0, 10, 0);
    assertThat(ten.split(1).getFirst()).isEqualTo(ten);
    assertThat(ten.split(0.8, 0.1, 0.1).get(1).all()).containsExactly("8");
  }

  @Test
  void partsThatCannotBe() {
    Lines one = new Lines(List.of("anna"));
    assertThatThrownBy(() -> one.split(0.8, 0.1, 0.1))
        .hasMessage(
            "split: each part must get a line; of 1, part 1 of [0.8, 0.1, 0.1] gets none; give"
                + " more, or other fractions");
    String notOne =
        "split: fractions must be from 0 to 1 and make 1 together; got %s; for example 0.8, 0.1,"
            + " 0.1";
    assertThatThrownBy(() -> one.split(0.8, 0.1)).hasMessage(notOne, "[0.8, 0.1]");
    assertThatThrownBy(() -> one.split(1.5, -0.5)).hasMessage(notOne, "[1.5, -0.5]");
    assertThatThrownBy(() -> one.split(Double.NaN)).hasMessage(notOne, "[NaN]");
    assertThatThrownBy(() -> one.split()).hasMessage(notOne, "[]");
  }
}
