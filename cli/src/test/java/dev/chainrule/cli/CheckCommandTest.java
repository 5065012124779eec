package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chainrule.report.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  private static final String RIGHT =
      """
      import torch
      w = torch.tensor([1.0, 2.0], requires_grad=True)
      loss = (w * w).sum()
      dw = 2 * w
      """;

  private static final String WRONG = RIGHT.replace("2 * w", "3 * w");

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "three_parameters.py",
        "bag_of_words.py",
        "classifier_head.py",
        "ninja.py",
        "ninja_shortcuts.py"
      })
  void everyExampleIsRight(String name) throws IOException {
    Cli cli = Cli.run("check", file(name, Examples.read(name)));
    assertThat(cli.out()).contains("gradients are right.").doesNotContain("✗");
    assertThat(cli.code()).isEqualTo(0);
  }

  @Test
  void rightIsZeroAndWrongIsOne() throws IOException {
    assertThat(Cli.run("check", file("right.py", RIGHT)).code()).isEqualTo(0);
    assertThat(Cli.run("check", file("wrong.py", WRONG)).code()).isEqualTo(1);
  }

  @Test
  void theTableIsPrinted() throws IOException {
    String file = file("wrong.py", WRONG);
    assertThat(Cli.run("check", file).out())
        .isEqualTo(
            file
                + ": loss = 5\n\n"
                + """
                  gradient  of  exact  approximate  largest difference  shape  verdict
                  dw        w   no     no                     2.00e+00  [2]    ✗ wrong, and the mistake is made here (line 4)

                0 of 1 gradient is right. To mend: dw.

                dw, line 4: double-counted-path
                  the contribution by way of mul in loss (line 3) is counted twice
                  write: dw = 2 * w

                """);
  }

  @Test
  void jsonIsOneObjectAFile() throws IOException {
    String wrong = file("wrong.py", WRONG);
    String right = file("right.py", RIGHT + "print('hello', loss.item())\n");
    Cli cli = Cli.run("check", "--json", wrong, right);
    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(json(lines.get(0)))
        .isEqualTo(
            json(
                """
                {"file": %s, "loss": {"name": "loss", "value": 5.0}, "output": "",
                 "checks": [{"name": "dw", "of": "w", "status": "wrong",
                   "max_abs_diff": 2.0, "max_rel_diff": 0.3333333333333333,
                   "shape": [2], "expected_shape": [2], "line": 4, "inherited_from": null,
                   "diagnosis": [{"id": "double-counted-path", "certainty": "unique",
                     "because": "the contribution by way of mul in loss (line 3) is counted twice",
                     "fix": "dw = 2 * w"}],
                   "notes": []}], "notes": []}
                """
                    .formatted(new ObjectMapper().writeValueAsString(wrong))));
    assertThat(json(lines.get(1)).get("output").asText()).isEqualTo("hello 5.0\n");
    assertThat(json(lines.get(1)).get("checks").get(0).get("status").asText()).isEqualTo("exact");
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void jsonTellsShapesAndNonNumbers() throws IOException {
    String file =
        file(
            "shape.py",
            """
            import torch
            b = torch.zeros(1, 2, requires_grad=True)
            c = torch.tensor([-1.0], requires_grad=True)
            loss = (b * 3).sum() + c.sqrt().sum()
            db = torch.tensor([3.0, 3.0])
            dc = torch.tensor([1.0])
            """);
    JsonNode report = json(Cli.run("check", "--json", file).out());
    assertThat(report.get("loss").get("value").asText()).isEqualTo("NaN");
    JsonNode db = report.get("checks").get(0);
    assertThat(db.get("status").asText()).isEqualTo("shape");
    assertThat(db.get("max_abs_diff").isNull()).isTrue();
    assertThat(report.get("checks").get(1).get("max_abs_diff").asText()).isEqualTo("NaN");
  }

  @Test
  void anUnusableFileIsTwoAndOneJsonObject() throws IOException {
    String file = file("bad.py", "import torch\nloss = torch.sigmiod(1)\n");
    Cli cli = Cli.run("check", "--json", file);
    assertThat(cli.code()).isEqualTo(2);
    JsonNode error = json(cli.out()).get("error");
    assertThat(error.get("line").asInt()).isEqualTo(2);
    assertThat(error.get("message").asText()).contains("sigmiod").contains("sigmoid");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void anErrorPointsAtItsLine() throws IOException {
    String file = file("bad.py", "import torch\nloss = torch.sigmiod(1)\n");
    Cli cli = Cli.run("check", file);
    assertThat(cli.err()).startsWith(file + ":2:").contains("\n  2 | loss = torch.sigmiod(1)\n");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void standardInputIsADash() {
    Cli cli = Cli.runWith(WRONG, "check", "-");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).startsWith("-: loss = 5");
  }

  @Test
  void theLossCanBeNamed() throws IOException {
    String file = file("cost.py", RIGHT.replace("loss", "cost"));
    assertThat(Cli.run("check", file).code()).isEqualTo(2);
    assertThat(Cli.run("check", "--loss", "cost", file).code()).isEqualTo(0);
  }

  @Test
  void aMissingGradientCountsWhenAllAreRequired() throws IOException {
    String file = file("missing.py", RIGHT.replace("dw = 2 * w", ""));
    assertThat(Cli.run("check", file).code()).isEqualTo(0);
    Cli all = Cli.run("check", "--require-all", file);
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.out()).contains("✗ not written");
  }

  @Test
  void aMissingFileIsNamed() {
    Cli cli = Cli.run("check", "nowhere.py");
    assertThat(cli.err()).isEqualTo("nowhere.py: there is no such file\n");
    assertThat(cli.code()).isEqualTo(2);
  }

  @Test
  void aFolderIsNoWorksheet() {
    assertThat(Cli.run("check", folder.toString()).err())
        .isEqualTo(folder + ": this is a folder; name a file in it\n");
  }

  @Test
  void aFileThatIsNotTextIsSaidToBeSo() throws IOException {
    Path binary = folder.resolve("binary.py");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(Cli.run("check", binary.toString()).err())
        .isEqualTo(binary + ": this is not text in UTF-8; a worksheet is a Python file\n");
  }

  @Test
  void anEmptyFileIsSaidToBeSo() throws IOException {
    String file = file("empty.py", "  \n\n");
    Cli cli = Cli.run("check", file);
    assertThat(cli.err())
        .isEqualTo(file + ": the worksheet is empty; write a forward pass and a loss\n");
    assertThat(cli.code()).isEqualTo(2);
  }

  @Test
  void aWorksheetWithoutALossIsUnusable() throws IOException {
    String file = file("lossless.py", "import torch\nx = torch.ones(2)\n");
    Cli cli = Cli.run("check", file);
    assertThat(cli.err())
        .isEqualTo(
            file
                + ": a worksheet needs a loss: a scalar tensor called loss or L, or one on which"
                + " .backward() is called, or named with --loss; none was found\n");
    assertThat(cli.code()).isEqualTo(2);
  }

  @Test
  void aWrongOptionIsUnusable() {
    Cli cli = Cli.run("check", "--frobnicate", "x.py");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("Unknown option: '--frobnicate'");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : List.of("check", "trace", "demo")) {
      Cli cli = Cli.run(command, "--help");
      assertThat(cli.code()).isEqualTo(0);
      assertThat(cli.out()).contains("Usage: chainrule " + command);
    }
    assertThat(Cli.run("--version").out()).startsWith("chainrule ");
  }
}
