package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README shows is what is printed.
class ReadmeTest {
  @TempDir private Path folder;

  /// The fenced blocks of the README, each with its language on the first line.
  private static List<String> blocks() throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
      if (line.startsWith("```") && block == null) {
        block = new StringBuilder(line.substring(3)).append('\n');
      } else if (line.startsWith("```") && block != null) {
        blocks.add(block.toString());
        block = null;
      } else if (block != null) {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }

  private static String block(int index, String language) throws IOException {
    String block = blocks().get(index);
    assertThat(block).startsWith(language + "\n");
    return block.substring(language.length() + 1);
  }

  @Test
  void theProgramPrintsWhatIsShown() throws IOException, InterruptedException {
    Path program = Files.writeString(folder.resolve("Readme.java"), block(0, "java"));
    String modules = System.getProperty("jdk.module.path", "");
    String classes = System.getProperty("java.class.path");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                modules + System.getProperty("path.separator") + classes,
                program.toString())
            .redirectError(folder.resolve("log").toFile())
            .start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String log = Files.readString(folder.resolve("log"));
    assertThat(java.waitFor()).as(log).isZero();
    assertThat(printed.stripTrailing()).isEqualTo(block(1, "text").stripTrailing());
    // Nothing but the line on kernels, and when it was written.
    assertThat(log.lines()).hasSizeLessThanOrEqualTo(2);
    assertThat(log).contains("for speed start the JVM with --add-modules jdk.incubator.vector");
  }

  @Test
  void theWorksheetGetsTheVerdictThatIsShown() throws IOException {
    Path worksheet = Files.writeString(folder.resolve("bias.py"), block(2, "python"));
    String printed = Cli.run("check", worksheet.toString()).out();
    assertThat(printed.replace(worksheet.toString(), "bias.py").stripTrailing())
        .isEqualTo(block(3, "text").stripTrailing());
  }

  @Test
  void thereAreExactlyTwoCommands() throws IOException {
    assertThat(block(4, "sh")).isEqualTo("./chainrule demo\nmvn verify\n");
  }
}
