package dev.chainrule.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is read, bit by bit; what is damaged is not.
class CheckpointTest {
  @TempDir private Path folder;

  @Test
  void everyTypeKeepsItsBits() throws IOException {
    Checkpoint written = Sample.everything();
    Path file = folder.resolve("all.safetensors");
    written.write(file);
    requireSame(Checkpoint.read(file), written);
    assertThat(Checkpoint.beside(file)).doesNotExist();
  }

  @Test
  void emptyCheckpoint() throws IOException {
    Checkpoint written = new Checkpoint(new LinkedHashMap<>(), new LinkedHashMap<>());
    Path file = folder.resolve("none.safetensors");
    written.write(file);
    requireSame(Checkpoint.read(file), written);
  }

  @Test
  void moreThanOnePiece() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("longs", Tensor.arange(70_000));
    tensors.put("truths", Tensor.arange(70_000).lt(12_345));
    Checkpoint written = new Checkpoint(tensors, new LinkedHashMap<>());
    Path file = folder.resolve("long.safetensors");
    written.write(file);
    requireSame(Checkpoint.read(file), written);
  }

  @Test
  void viewsAreWrittenAsTheyAreSeen() throws IOException {
    float signalling = Float.intBitsToFloat(0x7f812345);
    Tensor turned =
        Tensor.of(new float[] {1, 2, signalling, 4, 5, 6}, 2, 3).transpose(0, 1).slice(0, 1, 3, 1);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("turned", turned);
    tensors.put("end", Tensor.arange(9).slice(0, 7, 9, 1));
    Path file = folder.resolve("views.safetensors");
    new Checkpoint(tensors, new LinkedHashMap<>()).write(file);
    Checkpoint read = Checkpoint.read(file);
    Tensor copy = read.tensors().get("turned");
    assertThat(copy.shape()).isEqualTo(turned.shape());
    assertThat(copy.toFloatArray()).containsExactly(2, 5, signalling, 6);
    assertThat(bits(copy.array())[2]).isEqualTo(0x7f812345);
    assertThat(read.tensors().get("end").toLongArray()).containsExactly(7, 8);
  }

  /// Python wrote this file, without the library of the format, and reads it: so it reads ours.
  @Test
  void pythonWritesTheSameBytes() throws IOException {
    Path golden = folder.resolve("golden.safetensors");
    try (InputStream resource = getClass().getResourceAsStream("/golden/checkpoint.safetensors")) {
      Files.copy(resource, golden);
    }
    requireSame(Checkpoint.read(golden), Sample.everything());
    Path ours = folder.resolve("ours.safetensors");
    Sample.everything().write(ours);
    assertThat(ours).hasSameBinaryContentAs(golden);
  }

  @Test
  void whatIsWrittenReplacesWhatWasThere() throws IOException {
    Path file = folder.resolve("twice.safetensors");
    Sample.of(1).write(file);
    Sample.of(2).write(file);
    assertThat(Checkpoint.read(file).tensors().get("w").item()).isEqualTo(2);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("cut.safetensors");
    Sample.everything().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.read(file))
          .as("%d bytes", length)
          .isInstanceOf(CheckpointException.class)
          .hasMessageStartingWith("checkpoint: " + file + " was refused: ")
          .hasMessageEndingWith("it is truncated");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> Checkpoint.read(file))
        .hasMessageStartingWith("checkpoint: " + file + " was refused: its tensors have ")
        .hasMessageEndingWith(" are there; it is too long");
  }

  @Test
  void everyFlippedByteIsRefused() throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = memory.getPath("/flipped.safetensors");
      Sample.everything().write(file);
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at < bytes.length; at++) {
        // The lowest bit makes another digit, letter or value; the sixth another case of letter.
        for (int bit : new int[] {0, 5}) {
          bytes[at] ^= (byte) (1 << bit);
          Files.write(file, bytes);
          assertThatThrownBy(() -> Checkpoint.read(file))
              .as("bit %d of byte %d", bit, at)
              .isInstanceOf(CheckpointException.class)
              .hasMessageStartingWith("checkpoint: /flipped.safetensors was refused: ");
          bytes[at] ^= (byte) (1 << bit);
        }
      }
    }
  }

  @Test
  void fullDisk() throws IOException {
    Configuration small = Configuration.unix().toBuilder().setMaxSize(16_384).build();
    try (FileSystem memory = Jimfs.newFileSystem(small)) {
      Path file = memory.getPath("/here.safetensors");
      Sample.of(1).write(file);
      SequencedMap<String, Tensor> large = new LinkedHashMap<>();
      large.put("w", Tensor.zeros(10_000));
      Checkpoint tooLarge = new Checkpoint(large, new LinkedHashMap<>());
      assertThatThrownBy(() -> tooLarge.write(file))
          .hasMessage(
              "checkpoint: /here.safetensors cannot be written: out of disk space; the checkpoints"
                  + " before it are whole");
      assertThat(Checkpoint.read(file).tensors().get("w").item()).isEqualTo(1);
      assertThat(memory.getPath("/here.safetensors.tmp")).doesNotExist();
    }
  }

  @Test
  void placesThatCannotBeUsed() throws IOException {
    Path missing = folder.resolve("missing/a.safetensors");
    assertThatThrownBy(() -> Sample.of(1).write(missing))
        .hasMessage(
            "checkpoint: %s cannot be written: there is no such file or folder; the checkpoints"
                    .formatted(missing)
                + " before it are whole");
    assertThatThrownBy(() -> Checkpoint.read(missing))
        .hasMessage(
            "checkpoint: %s cannot be read: there is no such file or folder".formatted(missing));
    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessage("checkpoint: %s was refused: it is no file".formatted(folder));
  }

  @Test
  void namesThatTheFormatNeeds() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    SequencedMap<String, String> strings = new LinkedHashMap<>();
    strings.put("sha256", "0");
    assertThatThrownBy(() -> new Checkpoint(tensors, strings))
        .hasMessage("checkpoint: the name \"sha256\" belongs to the file format; use another");
    strings.clear();
    tensors.put("__metadata__", Tensor.scalar(1));
    assertThatThrownBy(() -> new Checkpoint(tensors, strings))
        .hasMessage(
            "checkpoint: the name \"__metadata__\" belongs to the file format; use another");
    tensors.clear();
    strings.put("half", "\ud83d");
    assertThatThrownBy(() -> new Checkpoint(tensors, strings))
        .hasMessage(
            "checkpoint: names and strings must be valid Unicode; one has half of a surrogate"
                + " pair");
  }

  private static void requireSame(Checkpoint read, Checkpoint written) {
    assertThat(read.metadata()).isEqualTo(written.metadata());
    assertThat(read.metadata().keySet()).containsExactlyElementsOf(written.metadata().keySet());
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(written.tensors().keySet());
    written
        .tensors()
        .forEach(
            (name, tensor) -> {
              Tensor other = read.tensors().get(name);
              assertThat(other.shape()).isEqualTo(tensor.shape());
              assertThat(other.dtype()).isEqualTo(tensor.dtype());
              assertThat(bits(other.array())).as(name).isEqualTo(bits(tensor.array()));
            });
  }

  private static long[] bits(NdArray array) {
    return IntStream.range(0, array.numel())
        .map(array::position)
        .mapToLong(
            at ->
                switch (array.buffer()) {
                  case Buffer.OfFloat floats -> Float.floatToRawIntBits(floats.array()[at]);
                  case Buffer.OfDouble doubles -> Double.doubleToRawLongBits(doubles.array()[at]);
                  case Buffer.OfLong longs -> longs.array()[at];
                  case Buffer.OfBoolean truths -> truths.array()[at] ? 1 : 0;
                })
        .toArray();
  }
}
