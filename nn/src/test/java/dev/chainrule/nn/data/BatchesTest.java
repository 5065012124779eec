package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.nn.checkpoint.Checkpoint;
import dev.chainrule.shape.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The order of batches, saved and continued at every place, with and without a thread.
class BatchesTest {
  private static final Dataset DATA =
      new Dataset(Tensor.arange(20).reshape(10, 2), Tensor.arange(10));

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind("random", () -> Batches.random(DATA, 4, new Generator(3))),
        kind("epochs", () -> Batches.epochs(DATA, 4, new Generator(3))),
        kind("whole epochs", () -> Batches.epochs(DATA, 5, new Generator(3))),
        kind("wide", () -> Batches.epochs(DATA, 99, new Generator(3))),
        kind("one ahead", () -> prefetched(1)),
        kind("many ahead", () -> prefetched(12)));
  }

  private static Arguments kind(String name, Supplier<Batches> kind) {
    return Arguments.of(Named.of(name, kind));
  }

  private static Batches prefetched(int ahead) {
    return Batches.prefetched(Batches.epochs(DATA, 4, new Generator(3)), ahead);
  }

  private static List<Long> take(Batches batches, int count) {
    List<Long> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Batch batch = batches.next();
      long[] x = batch.x().toLongArray();
      long[] y = batch.y().toLongArray();
      assertThat(x).hasSize(2 * y.length);
      for (int r = 0; r < y.length; r++) {
        assertThat(x[2 * r]).isEqualTo(2 * y[r]);
        drawn.add(y[r]);
      }
      drawn.add(-1L); // the end of a batch
    }
    return drawn;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStateGoesOnWhereItWasTaken(Supplier<Batches> kind) {
    for (int before = 0; before < 12; before++) {
      try (Batches batches = kind.get();
          Batches other = kind.get()) {
        take(batches, before);
        Tensor state = batches.state();
        List<Long> after = take(batches, 9);
        assertThat(batches.state().toLongArray()).isNotEqualTo(state.toLongArray());
        batches.restore(state);
        assertThat(batches.state().toLongArray()).isEqualTo(state.toLongArray());
        assertThat(take(batches, 9)).isEqualTo(after);
        take(other, 2);
        other.restore(state);
        assertThat(take(other, 9)).isEqualTo(after);
      }
    }
  }

  @Test
  void everyRowComesOnceAnEpochAndTheLastBatchHasWhatIsLeft() {
    Batches batches = Batches.epochs(DATA, 4, new Generator(1));
    List<Long> first = new ArrayList<>();
    for (int size : new int[] {4, 4, 2}) {
      Batch batch = batches.next();
      assertThat(batch.y().size(0)).isEqualTo(size);
      for (long row : batch.y().toLongArray()) {
        first.add(row);
      }
    }
    assertThat(first).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(batches.next().y().size(0)).isEqualTo(4);
  }

  @Test
  void batchesAreCopies() {
    Batches batches = Batches.random(DATA, 3, new Generator(1));
    Batch first = batches.next();
    long[] before = first.x().toLongArray();
    batches.next();
    assertThat(first.x().toLongArray()).isEqualTo(before);
    first.x().fillInPlace(-1);
    assertThat(DATA.x().toLongArray()).isEqualTo(Tensor.arange(20).toLongArray());
  }

  @Test
  void aStateSurvivesACheckpoint(@TempDir Path folder) throws IOException {
    Batches batches = Batches.epochs(DATA, 3, new Generator(8));
    take(batches, 5);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("batches", batches.state());
    Path file = folder.resolve("state.safetensors");
    new Checkpoint(tensors, new LinkedHashMap<>()).write(file);
    Batches resumed = Batches.epochs(DATA, 3, new Generator());
    resumed.restore(Checkpoint.read(file).tensors().get("batches"));
    assertThat(take(resumed, 20)).isEqualTo(take(batches, 20));
  }

  @Test
  void statesThatAreNone() {
    Batches batches = Batches.random(DATA, 4, new Generator(2));
    take(batches, 1);
    Tensor before = batches.state();
    assertThatThrownBy(() -> batches.restore(Tensor.arange(3)))
        .hasMessage("batches: a state is what state() gave; this is a tensor of [3]");
    assertThatThrownBy(() -> batches.restore(Tensor.of(new long[] {10, 4, 1, 7})))
        .hasMessage(
            "setState: a generator's state has 5056 bytes; got 8; pass what state() returned");
    assertThatThrownBy(() -> batches.restore(Batches.random(DATA, 5, new Generator(2)).state()))
        .hasMessage(
            "batches: a state continues the same batches; it has 10 rows in batches of 5, and here"
                + " are 10 in batches of 4");
    assertThat(batches.state().toLongArray()).isEqualTo(before.toLongArray());
    assertThatThrownBy(() -> Batches.random(DATA, 0, new Generator()))
        .hasMessage(
            "batches: there must be a row, and a batch must have one; got 10 rows and batches of"
                + " 0");
    Tensor empty = Tensor.of(NdArray.zeros(DType.FLOAT32, Shape.of(0, 3)));
    assertThatThrownBy(() -> Batches.epochs(new Dataset(empty, empty), 2, new Generator()))
        .hasMessage(
            "batches: there must be a row, and a batch must have one; got 0 rows and batches of 2");
  }
}
