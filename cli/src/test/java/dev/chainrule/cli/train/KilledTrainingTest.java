package dev.chainrule.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.nn.checkpoint.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process that is killed at random moments, again and again, ends with the bits of one that
/// never was.
class KilledTrainingTest {
  private static final int KILLS = 20;
  private static final int STEPS = 6_000;

  @TempDir private Path folder;

  private static Process start(String... arguments) throws IOException {
    return TrainingProcess.start(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dchainrule.kernels=plain",
            // A checkpoint every tenth of a second, so that many kills meet one being written.
            "-Dchainrule.train.save-every-ms=100"),
        arguments);
  }

  @Test
  void aKilledTrainingLosesNothingThatWasSaved() throws Exception {
    Path words =
        Files.writeString(folder.resolve("words.txt"), "banana\nbandana\ncabana\n".repeat(9));
    String steps = String.valueOf(STEPS);
    Path whole = folder.resolve("whole");
    Process undisturbed =
        start(words.toString(), "--steps", steps, "--hidden", "8", "--out", whole.toString());
    assertThat(undisturbed.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(undisturbed.exitValue()).isZero();

    Path out = folder.resolve("killed");
    Random random = new Random(5);
    int kills = 0;
    boolean isDone = false;
    while (!isDone) {
      boolean isBegun = Files.isDirectory(out) && new Checkpoints(out).latest().saved().isPresent();
      Process process =
          isBegun
              ? start("--resume", out.toString())
              : start(words.toString(), "--steps", steps, "--hidden", "8", "--out", out.toString());
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(1500));
      boolean isOver = false;
      while (kills < KILLS && !isOver && System.nanoTime() < until) {
        isOver = process.waitFor(10, TimeUnit.MILLISECONDS);
      }
      if (kills < KILLS && !isOver) {
        process.destroyForcibly();
        process.waitFor();
        kills++;
        assertThat(new Checkpoints(out).latest().refused()).isEmpty();
      } else {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        isDone = true;
      }
    }
    assertThat(kills).isGreaterThan(3);
    TrainingProcess.assertSameEnd(whole, out);
  }
}
