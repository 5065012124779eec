package dev.chainrule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... options) {
    CommandLine line = Main.commandLine(options);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(options);
  }

  @Test
  void theWorksAreListed() {
    assertThat(run("--list", "--only", "step-64", "scalar")).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
        .containsExactly("step-64", "step-64-collected", "step-64-fused", "scalar-moons");
  }

  @Test
  void aQuickRunHasFewerWorks() {
    run("--list", "--quick");
    assertThat(out.toString().lines().count()).isLessThan(Works.all().size());
  }

  @Test
  void aNameThatIsInNoWorkIsRefused() {
    assertThat(run("--only", "knitting")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--only: must be in the name of a work; knitting is in none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--only=scalar", "doctor"})
  void aSettingThatTheEngineCannotUseIsRefused(String option) throws Exception {
    String path =
        System.getProperty("java.class.path")
            + File.pathSeparator
            + System.getProperty("jdk.module.path", "");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dchainrule.kernels=fast",
                "-cp",
                path,
                Main.class.getName(),
                option)
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .isEqualToIgnoringNewLines(
            "chainrule: bench: chainrule.kernels must be vector or plain; given fast");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void aDocumentWithoutMarksIsRefusedBeforeAnythingIsMeasured() throws Exception {
    Files.writeString(folder.resolve("performance.md"), "# Other\n");
    assertThat(run("--out", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("chainrule: bench: --out: performance.md must hold");
  }
}
