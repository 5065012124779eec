package dev.chainrule.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The newest sound checkpoint is found, whatever happened to the others.
class CheckpointsTest {
  @TempDir private Path parent;

  private Path folder() {
    return parent.resolve("run");
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(folder());
  }

  private Path file(int step) {
    return folder().resolve("step-%08d.safetensors".formatted(step));
  }

  private void save(int... steps) throws IOException {
    for (int step : steps) {
      checkpoints().save(step, Sample.of(step));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void anEmptyOrMissingFolderHasNone() throws IOException {
    assertThat(checkpoints().latest())
        .isEqualTo(new Checkpoints.Latest(Optional.empty(), List.of()));
    Files.createDirectories(folder());
    assertThat(checkpoints().latest().saved()).isEmpty();
  }

  @Test
  void theLastThreeAreKept() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("run.json"), "{}");
    Files.writeString(folder().resolve("step-5.safetensors"), "not named as ours are");
    save(1000, 2000, 12000, 123456789, 1234567936);
    assertThat(names())
        .containsExactly(
            "run.json",
            "step-00012000.safetensors",
            "step-123456789.safetensors",
            "step-1234567936.safetensors",
            "step-5.safetensors");
    Checkpoints.Saved saved = checkpoints().latest().saved().orElseThrow();
    assertThat(saved.step()).isEqualTo(1234567936);
    assertThat(saved.file()).isEqualTo(file(1234567936));
    assertThat(saved.checkpoint().tensors().get("w").item()).isEqualTo(1234567936.0);
  }

  @Test
  void whatIsDamagedIsRefusedAndTheOneBeforeItIsUsed() throws IOException {
    save(1, 2, 3);
    flip(file(3));
    Files.write(file(2), Arrays.copyOf(Files.readAllBytes(file(2)), 100));
    Files.writeString(file(4), "not one of ours, but named so");
    Checkpoints.Latest latest = checkpoints().latest();
    assertThat(latest.saved().orElseThrow().step()).isEqualTo(1);
    assertThat(latest.refused())
        .containsExactly(
            "checkpoint: %s was refused: it does not begin as a safetensors file does"
                .formatted(file(4)),
            "checkpoint: %s was refused: its bytes do not give its checksum; some were changed"
                .formatted(file(3)),
            "checkpoint: %s was refused: its header has 152 bytes, and 92 are there; it is truncated"
                .formatted(file(2)));
  }

  @Test
  void noneIsSound() throws IOException {
    save(1);
    flip(file(1));
    assertThat(checkpoints().latest().saved()).isEmpty();
    assertThat(checkpoints().latest().refused()).hasSize(1);
  }

  /// Killed between writing and renaming, or while writing.
  @Test
  void aFileThatIsNotYetRenamedIsNotReadAndIsDeletedByTheNextSave() throws IOException {
    save(1, 2);
    byte[] whole = Files.readAllBytes(file(2));
    Path complete = folder().resolve("step-00000003.safetensors.tmp");
    Path partial = folder().resolve("step-00000004.safetensors.tmp");
    Path users = folder().resolve("mine.tmp");
    Files.write(complete, whole);
    Files.write(partial, Arrays.copyOf(whole, 20));
    Files.writeString(users, "mine");
    assertThat(checkpoints().latest().saved().orElseThrow().step()).isEqualTo(2);
    assertThat(complete).exists();
    save(4);
    assertThat(names())
        .containsExactly(
            "mine.tmp",
            "step-00000001.safetensors",
            "step-00000002.safetensors",
            "step-00000004.safetensors");
    assertThat(checkpoints().latest().saved().orElseThrow().step()).isEqualTo(4);
  }

  @Test
  void aLaterStepIsNotHidden() throws IOException {
    save(1, 2, 3);
    assertThatThrownBy(() -> save(2))
        .hasMessage(
            "checkpoint: %s would be hidden by step-00000003.safetensors, which is of a later step;"
                    .formatted(file(2))
                + " choose another folder, or delete that file");
    flip(file(3));
    save(2);
    assertThat(checkpoints().latest().saved().orElseThrow().step()).isEqualTo(2);
    assertThat(names()).hasSize(3);
  }

  @Test
  void foldersThatCannotBeUsed() throws IOException {
    Files.writeString(folder(), "a file");
    assertThatThrownBy(() -> save(1))
        .hasMessageStartingWith("checkpoint: %s cannot be written: ".formatted(file(1)));
    assertThatThrownBy(() -> checkpoints().latest())
        .hasMessageStartingWith("checkpoint: %s cannot be read: ".formatted(folder()));
    assertThatThrownBy(() -> checkpoints().save(-1, Sample.of(1)))
        .hasMessage("checkpoint: a step must not be negative; got -1");
  }
}
