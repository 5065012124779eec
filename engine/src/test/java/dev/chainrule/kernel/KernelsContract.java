package dev.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every implementation of [Kernels] must do element by element, over many layouts. See
/// [FoldsContract] for the rest.
public abstract class KernelsContract {
  private static final long[] EDGES = {
    Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, (1L << 53) + 1, -(1L << 53) - 1, 0, -1
  };

  protected KernelsContract() {}

  protected abstract Kernels kernels();

  /// A function that shows which argument is which, exact for floats and integers.
  private record Mix() implements Function1, Function2, Function3 {
    @Override
    public @Nullable Primitive primitive() {
      return null;
    }

    @Override
    public double at(double x) {
      return 3 * x + 1;
    }

    @Override
    public long atLong(long x) {
      return 3 * x + 1;
    }

    @Override
    public double at(double a, double b) {
      return a - 2 * b;
    }

    @Override
    public long atLong(long a, long b) {
      return a - 2 * b;
    }

    @Override
    public double at(double a, double b, double c) {
      return a - 2 * b + 5 * c;
    }

    @Override
    public long atLong(long a, long b, long c) {
      return a - 2 * b + 5 * c;
    }
  }

  private static final Mix MIX = new Mix();

  /// Sizes with zeros, ones, primes, and rows longer than a chunk.
  static Stream<int[]> sizes() {
    return Stream.of(
        new int[] {},
        new int[] {0},
        new int[] {1},
        new int[] {7},
        new int[] {257},
        new int[] {1031},
        new int[] {0, 3},
        new int[] {3, 0},
        new int[] {5, 1},
        new int[] {1, 1, 1},
        new int[] {3, 521},
        new int[] {2, 3, 5},
        new int[] {7, 1, 11},
        new int[] {2, 0, 3},
        new int[] {2, 3, 4, 5});
  }

  private static List<DType> numbers() {
    return List.of(DType.INT64, DType.FLOAT32, DType.FLOAT64);
  }

  private static Buffer longs(long... elements) {
    return new Buffer.OfLong(elements);
  }

  private static Buffer doubles(double... elements) {
    return new Buffer.OfDouble(elements);
  }

  private static double[] elements(Buffer buffer) {
    return IntStream.range(0, buffer.length()).mapToDouble(buffer::get).toArray();
  }

  private static long[] longElements(Buffer buffer) {
    return IntStream.range(0, buffer.length()).mapToLong(buffer::getLong).toArray();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void mapsOneOperand(int[] sizes) {
    for (DType dtype : numbers()) {
      for (int seed = 0; seed < 8; seed++) {
        Operand x = Operand.draw(new Random(seed), dtype, sizes);
        Buffer out = Buffer.allocate(dtype, x.numel());
        kernels().map((Function1) MIX, sizes, x.strided(), out);
        for (int i = 0; i < x.numel(); i++) {
          assertThat(out.get(i)).as("seed %d, element %d", seed, i).isEqualTo(MIX.at(x.get(i)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void mapsTwoOperands(int[] sizes) {
    for (DType dtype : numbers()) {
      for (int seed = 0; seed < 8; seed++) {
        Random random = new Random(seed);
        Operand a = Operand.draw(random, dtype, sizes);
        Operand b = Operand.draw(random, dtype, sizes);
        Buffer out = Buffer.allocate(dtype, a.numel());
        kernels().map((Function2) MIX, sizes, a.strided(), b.strided(), out);
        for (int i = 0; i < a.numel(); i++) {
          assertThat(out.get(i))
              .as("seed %d, element %d", seed, i)
              .isEqualTo(MIX.at(a.get(i), b.get(i)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void mapsThreeOperands(int[] sizes) {
    for (DType dtype : numbers()) {
      for (int seed = 0; seed < 8; seed++) {
        Random random = new Random(seed);
        Operand a = Operand.draw(random, dtype, sizes);
        Operand b = Operand.draw(random, dtype, sizes);
        Operand c = Operand.draw(random, dtype, sizes);
        Buffer out = Buffer.allocate(dtype, a.numel());
        kernels().map((Function3) MIX, sizes, a.strided(), b.strided(), c.strided(), out);
        for (int i = 0; i < a.numel(); i++) {
          assertThat(out.get(i))
              .as("seed %d, element %d", seed, i)
              .isEqualTo(MIX.at(a.get(i), b.get(i), c.get(i)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void copiesBetweenLayoutsAndTypes(int[] sizes) {
    for (DType from : DType.values()) {
      for (DType to : DType.values()) {
        Random random = new Random((from + " to " + to).hashCode());
        Operand source = Operand.draw(random, from, sizes);
        Buffer stored = Buffer.allocate(to, 2 * source.numel() + 1);
        Operand packed = Operand.of(stored, sizes);
        int[] doubled = packed.strides().clone();
        Arrays.setAll(doubled, d -> 2 * packed.strides()[d]);
        Operand target = new Operand(sizes, stored, 1, doubled);
        kernels().copy(sizes, source.strided(), target.strided());
        for (int i = 0; i < source.numel(); i++) {
          long expected = to == DType.BOOL && source.getLong(i) != 0 ? 1 : source.getLong(i);
          assertThat(target.getLong(i)).as("%s to %s", from, to).isEqualTo(expected);
          assertThat(stored.getLong(2 * i)).as("between the elements").isZero();
        }
      }
    }
  }

  @Test
  void integersAreExactToTheLastBit() {
    int[] sizes = {EDGES.length};
    Operand x = Operand.of(longs(EDGES), sizes);
    Buffer copy = Buffer.allocate(DType.INT64, EDGES.length);
    kernels().copy(sizes, x.strided(), Operand.of(copy, sizes).strided());
    assertThat(longElements(copy)).isEqualTo(EDGES);

    Buffer mapped = Buffer.allocate(DType.INT64, EDGES.length);
    kernels().map((Function2) MIX, sizes, x.strided(), x.strided(), mapped);
    long[] negated = Arrays.stream(EDGES).map(e -> e - 2 * e).toArray();
    assertThat(longElements(mapped)).isEqualTo(negated);

    Buffer taken = Buffer.allocate(DType.INT64, 2);
    kernels().take(longs(EDGES), new int[] {3, 1}, 1, taken);
    assertThat(longElements(taken)).containsExactly(EDGES[3], EDGES[1]);

    Buffer written = Buffer.allocate(DType.INT64, 2);
    kernels().put(longs(EDGES[3], EDGES[0]), new int[] {1, 0}, 1, written);
    assertThat(longElements(written)).containsExactly(EDGES[0], EDGES[3]);

    Buffer added = longs(1L << 53);
    kernels().addAt(longs(1, 1), new int[] {0, 0}, 1, added);
    assertThat(added.getLong(0)).isEqualTo((1L << 53) + 2);
  }

  @Test
  void nanAndInfinityPassThrough() {
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0};
    Operand x = Operand.of(doubles(special), 4);
    Buffer narrow = Buffer.allocate(DType.FLOAT32, 4);
    kernels().copy(x.sizes(), x.strided(), Operand.of(narrow, 4).strided());
    assertThat(elements(narrow)).isEqualTo(special);
    Buffer out = Buffer.allocate(DType.FLOAT64, 4);
    Function1 identity = value -> value;
    kernels().map(identity, x.sizes(), x.strided(), out);
    assertThat(elements(out)).isEqualTo(special);
  }

  @ParameterizedTest
  @EnumSource
  void takesPutsAndAddsAtPositions(DType dtype) {
    Buffer x = Buffer.allocate(dtype, 4);
    IntStream.range(0, 4).forEach(i -> x.setLong(i, i % 2));
    Buffer taken = Buffer.allocate(dtype, 5);
    kernels().take(x, new int[] {3, 0, 3, 1, 2}, 1, taken);
    assertThat(elements(taken)).containsExactly(1, 0, 1, 1, 0);

    Buffer written = Buffer.allocate(dtype, 3);
    kernels().put(x, new int[] {2, 2, 0, 2}, 1, written);
    assertThat(elements(written)).as("of equal positions the last wins").containsExactly(0, 0, 1);
  }

  @Test
  void addsUpAtEqualPositions() {
    for (DType dtype : numbers()) {
      Buffer out = Buffer.allocate(dtype, 3);
      out.setLong(1, 100);
      Buffer x = Buffer.allocate(dtype, 4);
      IntStream.range(0, 4).forEach(i -> x.setLong(i, i + 1));
      kernels().addAt(x, new int[] {1, 1, 2, 1}, 1, out);
      assertThat(elements(out)).containsExactly(0, 107, 3);
    }
  }

  @Test
  void runsOfElementsMoveTogether() {
    for (DType dtype : numbers()) {
      Buffer x = Buffer.allocate(dtype, 40);
      IntStream.range(0, 40).forEach(i -> x.setLong(i, i));
      Buffer taken = Buffer.allocate(dtype, 6);
      kernels().take(x, new int[] {30, 1}, 3, taken);
      assertThat(elements(taken)).containsExactly(30, 31, 32, 1, 2, 3);

      Buffer written = Buffer.allocate(dtype, 7);
      kernels().put(taken, new int[] {4, 0}, 3, written);
      assertThat(elements(written)).containsExactly(1, 2, 3, 0, 30, 31, 32);

      kernels().addAt(taken, new int[] {3, 3}, 3, written);
      assertThat(elements(written)).containsExactly(1, 2, 3, 31, 63, 66, 32);
    }
  }

  @Test
  void noPositionsTouchNothing() {
    Buffer out = doubles(1, 2);
    kernels().put(doubles(), new int[0], 1, out);
    kernels().addAt(doubles(), new int[0], 1, out);
    assertThat(elements(out)).containsExactly(1, 2);
  }
}
