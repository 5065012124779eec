package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/// What the interpreter computes, compiled code computes.
class SameBitsTest {
  private static final float[] INPUTS = Inputs.all(2_000_003, 1);

  @Test
  void interpretedAndCompiledFunctionsAgreeToTheBit() throws Exception {
    Process interpreter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                folder(Tensor.class) + File.pathSeparator + folder(SameBitsTest.class),
                SameBitsTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Often enough to be compiled.
    String compiled = "";
    for (int i = 0; i < 50; i++) {
      compiled = hashes();
    }
    String interpreted =
        new String(interpreter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(interpreted.strip()).isEqualTo(compiled.strip());
    assertThat(interpreter.waitFor()).isZero();
  }

  static void main() throws IOException {
    IO.println(hashes());
  }

  private static String hashes() {
    return LaneFunction.ALL.stream()
        .map(f -> f + " " + Arrays.hashCode(f.apply(FloatVector.SPECIES_PREFERRED, INPUTS)))
        .collect(Collectors.joining("\n"));
  }

  private static String folder(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
