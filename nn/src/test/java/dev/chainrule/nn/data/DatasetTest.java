package dev.chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows, parts and orders of tensors.
class DatasetTest {
  private final Tensor x = Tensor.arange(40).reshape(10, 2, 2);
  private final Dataset data = new Dataset(x, Tensor.arange(10));

  @Test
  void rowsBelongTogether() {
    Dataset rows = data.rows(9, 0, 9);
    assertThat(rows.x().shape().toArray()).containsExactly(3, 2, 2);
    assertThat(rows.x().toLongArray()).containsExactly(36, 37, 38, 39, 0, 1, 2, 3, 36, 37, 38, 39);
    assertThat(rows.y().toLongArray()).containsExactly(9, 0, 9);
    assertThat(data.rows().size()).isZero();
  }

  @Test
  void everyTypeAndAnyStrides() {
    for (DType dtype : DType.values()) {
      for (int width : new int[] {1, 3, 40}) {
        Tensor wide = Tensor.arange(5L * width).reshape(5, width).to(dtype);
        Tensor turned = wide.transpose(0, 1).contiguous().transpose(0, 1);
        Tensor part = Tensor.cat(List.of(wide, wide), 0).slice(0, 5, 10, 1);
        for (Tensor given : new Tensor[] {wide, turned, part}) {
          Tensor taken = new Dataset(given, given).rows(4, 2).x();
          assertThat(taken.dtype()).isEqualTo(dtype);
          assertThat(taken.toDoubleArray())
              .isEqualTo(wide.indexSelect(0, Tensor.of(new long[] {4, 2})).toDoubleArray());
        }
      }
    }
  }

  @Test
  void partsShareStorage() {
    var parts = data.split(0.8, 0.2);
    assertThat(parts.get(1).y().toLongArray()).containsExactly(8, 9);
    assertThat(parts.get(1).x().toLongArray()).containsExactly(32, 33, 34, 35, 36, 37, 38, 39);
    assertThat(parts.get(1).x().array().buffer()).isSameAs(x.array().buffer());
    assertThat(parts.get(1).rows(1).x().toLongArray()).containsExactly(36, 37, 38, 39);
    assertThat(data.every(4).y().toLongArray()).containsExactly(0, 4, 8);
  }

  @Test
  void theOrderIsThatOfRandperm() {
    assertThat(data.shuffled(new Generator(5)).y().toLongArray())
        .isEqualTo(new Generator(5).randperm(10));
  }

  @Test
  void whatDoesNotFit() {
    assertThatThrownBy(() -> new Dataset(x, Tensor.arange(9)))
        .hasMessage(
            "dataset: x and y must have as many rows; x is [10, 2, 2] and y is [9]; transpose or"
                + " cut one");
    assertThatThrownBy(() -> new Dataset(Tensor.scalar(1), Tensor.scalar(1)))
        .hasMessage(
            "dataset: x and y must have as many rows; x is [] and y is []; transpose or cut one");
    assertThatThrownBy(() -> data.rows(3, 10)).hasMessage("dataset: rows go from 0 to 9; got 10");
    assertThatThrownBy(() -> data.rows(-1)).hasMessage("dataset: rows go from 0 to 9; got -1");
    assertThatThrownBy(() -> data.every(0))
        .hasMessage("dataset: the step must be at least 1; got 0");
    assertThatThrownBy(() -> data.split(0.05, 0.95))
        .hasMessage(
            "split: each part must get a row; of 10, part 1 of [0.05, 0.95] gets none; give more,"
                + " or other fractions");
  }
}
