package dev.chainrule.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.op.Copies;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NdArrayTest {
  private static NdArray counting(int... sizes) {
    NdArray array = NdArray.zeros(DType.INT64, Shape.of(sizes));
    for (int i = 0; i < array.numel(); i++) {
      array.buffer().setLong(i, i);
    }
    return array;
  }

  /// A view of `x` that random steps lead to.
  private static NdArray randomView(NdArray x, Random random) {
    NdArray view = x;
    for (int step = random.nextInt(4); step > 0; step--) {
      int rank = view.shape().rank();
      int d = random.nextInt(rank);
      int size = view.shape().size(d);
      view =
          switch (random.nextInt(4)) {
            case 0 -> view.slice(d, 0, (size + 1) / 2, size > 1 ? 2 : 1);
            case 1 -> size > 1 ? view.slice(d, 1, size - 1, 1) : view;
            case 2 -> {
              List<Integer> order = new ArrayList<>();
              for (int i = 0; i < rank; i++) {
                order.add(i);
              }
              Collections.shuffle(order, random);
              yield view.permute(order.stream().mapToInt(Integer::intValue).toArray());
            }
            default -> {
              NdArray one = view.slice(d, 0, Math.min(size, 1), 1);
              int[] sizes = one.shape().toArray();
              sizes[d] = size;
              yield one.expand(Shape.of(sizes));
            }
          };
    }
    return view;
  }

  /// Every way of writing `numel` as a product of up to four sizes.
  private static List<Shape> shapesOf(int numel, int rank) {
    List<Shape> shapes = new ArrayList<>();
    if (rank == 0) {
      return numel == 1 ? List.of(Shape.SCALAR) : List.of();
    }
    for (int first = 1; first <= numel; first++) {
      if (numel % first == 0) {
        for (Shape rest : shapesOf(numel / first, rank - 1)) {
          int[] sizes = new int[rank];
          sizes[0] = first;
          System.arraycopy(rest.toArray(), 0, sizes, 1, rank - 1);
          shapes.add(Shape.of(sizes));
        }
      }
    }
    return shapes;
  }

  @Test
  void aReshapedViewReadsWhatAReshapedCopyDoes() {
    int views = 0;
    int refusals = 0;
    for (long seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      NdArray x = randomView(counting(2, 3, 1, 4), random);
      long[] elements = x.toLongs();
      for (int rank = 0; rank <= 4; rank++) {
        for (Shape shape : shapesOf(x.numel(), rank)) {
          NdArray view = x.reshapeView(shape);
          if (view == null) {
            refusals++;
            continue;
          }
          views++;
          assertThat(view.buffer()).isSameAs(x.buffer());
          assertThat(view.shape()).isEqualTo(shape);
          assertThat(view.toLongs()).as("seed %d, to %s", seed, shape).isEqualTo(elements);
        }
      }
    }
    assertThat(views).isGreaterThan(1000);
    assertThat(refusals).isGreaterThan(1000);
  }

  /// A refusal is right: no strides at all would read these elements in this shape.
  @Test
  void aViewIsRefusedOnlyWhereNoneExists() {
    for (long seed = 0; seed < 200; seed++) {
      NdArray x = randomView(counting(2, 3, 4), new Random(seed));
      for (Shape shape : shapesOf(x.numel(), 2)) {
        if (x.reshapeView(shape) == null) {
          assertThat(someStridesFit(x, shape)).as("seed %d, to %s", seed, shape).isFalse();
        }
      }
    }
  }

  private static boolean someStridesFit(NdArray x, Shape shape) {
    int rows = shape.size(0);
    int columns = shape.size(1);
    int down = rows > 1 ? x.position(columns) - x.position(0) : 0;
    int right = columns > 1 ? x.position(1) - x.position(0) : 0;
    NdArray guess = x.view(shape, new int[] {down, right}, x.offset());
    for (int i = 0; i < x.numel(); i++) {
      if (guess.position(i) != x.position(i)) {
        return false;
      }
    }
    return true;
  }

  @Test
  void emptyArraysTakeAnyShapeWithoutElements() {
    NdArray none = counting(0, 3).permute(1, 0);
    assertThat(none.isContiguous()).isTrue();
    assertThat(none.reshapeView(Shape.of(5, 0, 2)).shape()).isEqualTo(Shape.of(5, 0, 2));
  }

  @Test
  void contiguousMeansRowMajorWithoutGaps() {
    NdArray x = counting(2, 3, 4);
    assertThat(x.isContiguous()).isTrue();
    assertThat(x.slice(0, 1, 1, 1).isContiguous()).as("one layer").isTrue();
    assertThat(x.slice(1, 0, 2, 1).isContiguous()).isFalse();
    assertThat(x.permute(0, 2, 1).isContiguous()).isFalse();
    assertThat(x.unsqueeze(Axes.single(1)).isContiguous()).isTrue();
    assertThat(x.slice(2, 0, 1, 1).expand(Shape.of(2, 3, 4)).isContiguous()).isFalse();
    assertThat(counting(1, 3).permute(1, 0).isContiguous()).as("a size of 1").isTrue();
  }

  @Test
  void viewsLookIntoOneStorage() {
    NdArray x = counting(2, 3);
    assertThat(x.permute(1, 0).toLongs()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(x.slice(1, 0, 2, 2).toLongs()).containsExactly(0, 2, 3, 5);
    assertThat(x.slice(1, 3, 0, 1).numel()).isZero();
    assertThat(x.unsqueeze(Axes.of("op", Shape.of(1, 2, 1, 3), 0, 2)).shape())
        .isEqualTo(Shape.of(1, 2, 1, 3));
    assertThat(x.slice(0, 0, 1, 1).squeeze(Axes.single(0)).toLongs()).containsExactly(0, 1, 2);
    x.permute(1, 0).buffer().setLong(0, 99);
    assertThat(x.getLong(0)).isEqualTo(99);
  }

  @Test
  void numbersAreMarkedAndViewsOfThemAreNot() {
    NdArray number = NdArray.number(2.5);
    assertThat(number.isNumber()).isTrue();
    assertThat(number.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(NdArray.number(1L).dtype()).isEqualTo(DType.INT64);
    assertThat(number.expand(Shape.of(2)).isNumber()).isFalse();
    assertThat(number.shapeOnly().isNumber()).isTrue();
    assertThat(Copies.copy(number).isNumber()).isFalse();
  }

  @Test
  void aShapeOnlyArrayKnowsItsShapeAndNothingElse() {
    NdArray x = counting(2, 3);
    NdArray shape = x.shapeOnly();
    assertThat(shape.hasElements()).isFalse();
    assertThat(shape.shape()).isEqualTo(x.shape());
    assertThat(shape.dtype()).isEqualTo(DType.INT64);
    assertThat(shape.shapeOnly()).isSameAs(shape);
    assertThat(shape.permute(1, 0).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(x.shapeOnly()).isSameAs(shape);
  }
}
