package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training ends with the same bits whatever the number of threads: of a transformer, whose
/// products and heads are large enough to be shared.
class ThreadedTrainingTest {
  private static final int LINES = 200;

  @TempDir private Path folder;

  @Test
  void theNumberOfThreadsChangesNoBit() throws Exception {
    Path text = Files.write(folder.resolve("text.txt"), lines(new Random(7)));
    List<Process> trainings = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      trainings.add(
          TrainingProcess.start(
              List.of("--add-modules=jdk.incubator.vector", "-Dchainrule.kernels=vector"),
              (text
                      + " --model gpt --steps 2 --layers 1 --embedding 64 --context 32 --batch 64"
                      + " --threads "
                      + threads
                      + " --out "
                      + out(threads))
                  .split(" ", -1)));
    }
    for (Process training : trainings) {
      assertThat(training.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(training.exitValue()).isZero();
    }
    TrainingProcess.assertSameEnd(out(1), out(2));
    TrainingProcess.assertSameEnd(out(1), out(3));
  }

  private Path out(int threads) {
    return folder.resolve("threads" + threads);
  }

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(
          random
              .ints(40, 'a', 'z' + 1)
              .collect(
                  StringBuilder::new,
                  (line, letter) -> line.append((char) letter),
                  StringBuilder::append)
              .toString());
    }
    return lines;
  }
}
