package dev.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What cannot be used is said in one sentence, at its line, with exit code 2.
class BadInputTest {
  @TempDir private Path folder;

  /// Checks that `text` is refused at `place` with `message`.
  private void refused(String text, String place, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("sheet.py"), text);
    Cli cli = Cli.run("check", file.toString());
    assertThat(cli.err()).startsWith(file + ":" + place + ": " + message + "\n");
    assertThat(cli.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).isEqualTo(2);
  }

  @Test
  void aSyntaxError() throws IOException {
    refused("import torch\nloss = (1 + 2\nx = 3\n", "2:8", "'(' is never closed");
  }

  @Test
  void anUnknownFunction() throws IOException {
    refused(
        "import torch\nx = torch.ones(2)\nloss = torch.sigmiod(x).sum()\n",
        "3:14",
        "worksheets know no 'torch.sigmiod'; did you mean 'sigmoid'?");
  }

  @Test
  void aWrongArgument() throws IOException {
    refused(
        "import torch\nx = torch.randn(3, sede=4)\n", "2:11", "randn: no argument named 'sede'");
  }

  @Test
  void anEndlessLoop() throws IOException {
    refused(
        "while True:\n    pass\n",
        "1:1",
        "too many statements run: 50000001 reached, the limit is 50000000; does a loop not end?");
  }

  @Test
  void anAllocation() throws IOException {
    refused(
        "import torch\nx = torch.zeros(100000, 100000)\n",
        "2:11",
        "too many elements of one tensor: 10000000000 reached, the limit is 50000000; make it"
            + " smaller");
  }

  @Test
  void aProduct() throws IOException {
    refused(
        "import torch\nx = torch.zeros(5000, 5000)\ny = x @ x\n",
        "3:7",
        "too many multiply-adds: 125000000000 reached, the limit is 50000000000;"
            + " use smaller sizes or fewer steps");
  }

  @Test
  void anInteger() throws IOException {
    refused(
        "x = 10 ** 100000000\n",
        "1:8",
        "too many bits of an integer: 300000000 reached, the limit is 100000; use a float");
  }

  @Test
  void aString() throws IOException {
    refused(
        "x = 'a' * 10 ** 9\n",
        "1:9",
        "too many characters in one string: 1000000000 reached, the limit is 10000000; shorten it");
  }

  @Test
  void nesting() throws IOException {
    refused(
        "x = " + "(".repeat(500) + "1" + ")".repeat(500) + "\n",
        "1:105",
        "brackets are nested 101 deep; the limit is 100");
  }

  @Test
  void recursion() throws IOException {
    refused(
        "def f(n):\n    return f(n + 1)\nf(0)\n",
        "2:12",
        "too many calls inside calls: 1001 reached, the limit is 1000;"
            + " does a function call itself without end?");
  }

  @Test
  void anImportThatReachesOut() throws IOException {
    refused(
        "import os\n",
        "1:8",
        "worksheets cannot import 'os'; there are math, random, torch, torch.nn,"
            + " torch.nn.functional, numpy");
  }

  @Test
  void shapesThatDoNotFit() throws IOException {
    refused(
        "import torch\na = torch.zeros(2, 3)\nb = torch.zeros(4, 5)\nc = a @ b\n",
        "4:7",
        "matmul: inner sizes differ: left [2, 3] has 3 columns, right [4, 5] has 4 rows");
    refused(
        "import torch\na = torch.zeros(32, 10)\nb = torch.zeros(32, 7)\nc = a + b\n",
        "4:7",
        "add: cannot broadcast [32, 10] with [32, 7]: axis -1 is 10 and 7"
            + " (must be equal, or one of them 1)");
  }

  @Test
  void aGraphThatIsUsedTwice() throws IOException {
    refused(
        """
        import torch
        a = torch.ones(2, requires_grad=True)
        loss = (a * a).sum()
        loss.backward()
        loss.backward()
        """,
        "5:6",
        "backward: this graph was already released; run forward again, or pass retain_graph=True to"
            + " the first backward");
  }

  @Test
  void aValueOverwrittenBeforeBackward() throws IOException {
    refused(
        """
        import torch
        a = torch.zeros(2, requires_grad=True)
        b = a.exp()
        b += 1
        loss = b.sum()
        loss.backward()
        """,
        "6:6",
        "backward: exp needs a value that add_ (line 4) has overwritten since; write to a clone, or"
            + " after backward");
  }

  @Test
  void aSettingThatTheEngineCannotUse() throws IOException, InterruptedException {
    Path sheet =
        Files.writeString(folder.resolve("sum.py"), "import torch\nx = torch.ones(2) * 2\n");
    for (List<String> arguments : List.of(List.of("check", sheet.toString()), List.of("lab"))) {
      Path said = folder.resolve("said.txt");
      List<String> command =
          Cli.command(List.of("-Dchainrule.kernels=fast"), arguments.toArray(String[]::new));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", arguments).isTrue();
      } finally {
        process.destroyForcibly();
      }
      assertThat(said)
          .content()
          .isEqualToNormalizingNewlines(
              "chainrule: chainrule.kernels must be vector or plain; given fast\n");
      assertThat(process.exitValue()).isEqualTo(2);
    }
  }
}
