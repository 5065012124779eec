package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.Tensor;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Backward lets go of what it used: ten thousand steps run in a heap that the values of a few
/// hundred would fill.
class MemoryTest {
  private static final int STEPS = 10_000;

  @Test
  void tenThousandStepsRunInSixtyFourMegabytes() throws Exception {
    Process training =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dchainrule.kernels=plain",
                "-cp",
                folder(Tensor.class) + File.pathSeparator + folder(CharacterModel.class),
                CharacterModel.class.getName(),
                String.valueOf(STEPS))
            .redirectErrorStream(true)
            .start();
    String output = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(training.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(training.exitValue()).as(output).isZero();
    try (Scanner losses = new Scanner(output).useLocale(Locale.ROOT)) {
      assertThat(losses.nextDouble()).isBetween(2.5, 4.5);
      assertThat(losses.nextDouble()).isLessThan(0.1);
    }
  }

  private static Path folder(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
