package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import dev.chainrule.kernel.Kernels;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Training gives the same bits in the interpreter, which nothing has been compiled for, as after
/// the JVM has compiled what runs most.
class SameTrainingTest {
  private static final int COMPILING_STEPS = 1000;
  private static final int STEPS = 3;

  @Test
  void interpretedAndCompiledStepsAgreeToTheBit() throws Exception {
    Process interpreter =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    train(COMPILING_STEPS);
    String compiled = train(STEPS);
    String interpreted =
        new String(interpreter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(interpreted.strip()).isEqualTo(compiled);
    assertThat(interpreter.waitFor()).isZero();
  }

  /// The same kernels, never compiled.
  private static List<String> command() throws URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xint");
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.add("-cp");
    command.add(folder(Tensor.class) + File.pathSeparator + folder(SameTrainingTest.class));
    command.add(SameTrainingTest.class.getName());
    return command;
  }

  static void main() {
    IO.println(train(STEPS));
  }

  /// The kernels in use, and what some steps leave of the parameters.
  private static String train(int steps) {
    CharacterModel plain = new CharacterModel(false);
    CharacterModel fused = new CharacterModel(true);
    for (int i = 0; i < steps; i++) {
      plain.step();
      fused.step();
    }
    return "%s %08x %08x"
        .formatted(
            Kernels.active().getClass().getSimpleName(), plain.fingerprint(), fused.fingerprint());
  }

  private static Path folder(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
