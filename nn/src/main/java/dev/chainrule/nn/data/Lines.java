package dev.chainrule.nn.data;

import dev.chainrule.random.PythonRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lines of text, each an example.
///
/// @param all in their order; none is empty
public record Lines(List<String> all) {

  /// @throws IllegalArgumentException if a line is empty
  public Lines {
    all = List.copyOf(all);
    if (all.contains("")) {
      throw new IllegalArgumentException(
          "lines: a line must have a character; line %d has none; leave it out"
              .formatted(all.indexOf("") + 1));
    }
  }

  /// The lines of a UTF-8 file, of any script; they end with `\n` or `\r\n`. Empty lines are left
  /// out, and a byte order mark is too; spaces are kept.
  ///
  /// @throws DataException if the file cannot be read, is not UTF-8, or has nothing but empty lines
  public static Lines read(Path file) throws DataException {
    List<String> lines = new ArrayList<>(TextFile.lines("text", file));
    lines.removeIf(String::isEmpty);
    if (lines.isEmpty()) {
      throw DataException.in(
          "text", file, "has no line with a character; give a file with one example a line");
    }
    return new Lines(lines);
  }

  /// How many there are.
  public int size() {
    return all.size();
  }

  /// The characters (code points) of the longest line; 0 where there is no line.
  public int longest() {
    return all.stream().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }

  /// The same lines in the order into which Python's `random.shuffle` brings them:
  /// `lines.shuffled(new PythonRandom(42))` is `random.seed(42); random.shuffle(words)`.
  public Lines shuffled(PythonRandom random) {
    List<String> order = new ArrayList<>(all);
    random.shuffle(order);
    return new Lines(order);
  }

  /// Consecutive parts, as large as the fractions say: `split(0.8, 0.1, 0.1)` cuts where Python
  /// cuts with `int(0.8 * n)` and `int(0.9 * n)`.
  ///
  /// @param fractions none negative, together 1
  /// @throws IllegalArgumentException if they are not, or a part that should have lines has none
  public List<Lines> split(double... fractions) {
    List<Lines> parts = new ArrayList<>();
    int begin = 0;
    for (int end : Fractions.ends("line", size(), fractions)) {
      parts.add(new Lines(all.subList(begin, end)));
      begin = end;
    }
    return List.copyOf(parts);
  }
}
