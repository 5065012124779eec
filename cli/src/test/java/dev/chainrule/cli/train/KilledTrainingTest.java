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
import org.junit.jupiter.api.Timeout;
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
            // So often that many kills meet a checkpoint being written.
            "-Dchainrule.train.save-every-ms=20"),
        arguments);
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
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
      boolean isBegun = lastStep(out) >= 0;
      Process process =
          isBegun
              ? start("--resume", out.toString())
              : start(words.toString(), "--steps", steps, "--hidden", "8", "--out", out.toString());
      boolean isOver = kills == KILLS || isOverBeforeItSaves(process, out);
      if (!isOver) {
        isOver = process.waitFor(random.nextInt(50), TimeUnit.MILLISECONDS);
      }
      if (!isOver) {
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

  /// Waits until a training saves, so that it gets on between two kills by as much on a slow
  /// machine as on a fast one.
  private static boolean isOverBeforeItSaves(Process process, Path out) throws Exception {
    long before = lastStep(out);
    boolean isOver = false;
    while (!isOver && lastStep(out) == before) {
      isOver = process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    return isOver;
  }

  private static long lastStep(Path out) throws IOException {
    return new Checkpoints(out).latest().saved().map(Checkpoints.Saved::step).orElse(-1L);
  }
}
