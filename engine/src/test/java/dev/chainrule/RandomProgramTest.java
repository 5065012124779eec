package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.array.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Random compositions of operations in float64: their gradients against central differences, the
/// two readings of the tape against each other, and a second derivative along a direction.
class RandomProgramTest {
  private static final int PROGRAMS = 300;
  private static final int STEPS = 8;

  /// Runs the program of `seed` on these inputs: a pool of tensors grows by a random operation on
  /// random members of the pool, and the last ones are summed. Values stay between −1 and 1.
  private static Tensor program(long seed, Tensor matrix, Tensor row) {
    Random random = new Random(seed);
    List<Tensor> pool = new ArrayList<>(List.of(matrix, row));
    for (int step = 0; step < STEPS; step++) {
      Tensor a = pool.get(random.nextInt(pool.size()));
      Tensor b = pool.get(random.nextInt(pool.size()));
      Tensor made = combined(random, a, b);
      pool.add(random.nextBoolean() ? made.sin() : made.tanh());
    }
    Tensor sum = Tensor.full(DType.FLOAT64, 0);
    for (Tensor tensor : pool.subList(pool.size() - 3, pool.size())) {
      sum = sum.add(tensor.mul(0.5 + random.nextDouble()).sum());
    }
    return sum;
  }

  private static Tensor combined(Random random, Tensor a, Tensor b) {
    int last = a.rank() - 1;
    return switch (random.nextInt(18)) {
      case 0 -> broadcast(a, b, pair -> pair.get(0).add(pair.get(1)));
      case 1 -> broadcast(a, b, pair -> pair.get(0).mul(pair.get(1)));
      case 2 -> broadcast(a, b, pair -> pair.get(0).sub(pair.get(1)));
      case 3 -> broadcast(a, b, pair -> pair.get(0).div(pair.get(1).square().add(1)));
      case 4 -> a.matmul(a.transpose(0, last)).mul(0.2);
      case 5 -> a.transpose(0, last);
      case 6 -> a.sum(last, true);
      case 7 -> a.mean(0, true);
      case 8 -> a.softmax(last);
      case 9 -> a.logsumexp(0, true);
      case 10 -> a.cumsum(last).mul(0.3);
      case 11 -> Tensor.cat(List.of(a, a.square()), 0).narrow(0, 1, a.size(0));
      case 12 -> a.index(Index.of(Tensor.of(new long[] {0, a.size(0) - 1, 0})));
      case 13 -> a.exp().mul(0.2);
      case 14 -> a.var(new int[] {last}, 0, true);
      case 15 -> a.square().add(1).sqrt();
      case 16 -> a.sigmoid().log();
      default -> a.gelu();
    };
  }

  /// `f` of both where they broadcast, else of the first and its square.
  private static Tensor broadcast(Tensor a, Tensor b, Function<List<Tensor>, Tensor> f) {
    boolean fits = a.rank() == b.rank();
    for (int d = 0; fits && d < a.rank(); d++) {
      fits = a.size(d) == b.size(d) || a.size(d) == 1 || b.size(d) == 1;
    }
    return f.apply(List.of(a, fits ? b : a.square()));
  }

  private static Tensor draw(Random random, int... shape) {
    Tensor x = Tensor.full(DType.FLOAT64, 0, shape);
    for (int i = 0; i < x.numel(); i++) {
      x.array().buffer().set(i, 2 * random.nextDouble() - 1);
    }
    return x;
  }

  /// Each in a scope, so in memory that those before have used.
  @Test
  void gradientsOfRandomProgramsAreRight() {
    int curved = 0;
    for (long seed = 0; seed < PROGRAMS; seed++) {
      long program = seed;
      if (TensorScope.call(() -> isRightAndCurved(program))) {
        curved++;
      }
    }
    assertThat(curved).isGreaterThan(PROGRAMS * 9 / 10);
  }

  /// Checks the program of `seed`; whether it has a second derivative.
  private static boolean isRightAndCurved(long seed) {
    Random random = new Random(~seed);
    Tensor matrix = draw(random, 3, 4).requiresGrad(true);
    Tensor row = draw(random, 1, 4).requiresGrad(true);
    Tensor v = draw(random, 3, 4);
    Tensor w = draw(random, 1, 4);
    List<Tensor> leaves = List.of(matrix, row);

    Tensor y = program(seed, matrix, row);
    if (!y.requiresGrad()) {
      return false;
    }
    List<Tensor> gradients = Gradients.of(y, leaves);
    double slope = along(gradients, v, w).item();
    double expected = derivative(h -> program(seed, moved(matrix, v, h), moved(row, w, h)).item());
    assertClose(seed, "slope", slope, expected, 1e-6);

    Tensor one = Tensor.full(DType.FLOAT64, 1);
    List<Tensor> recorded = Gradients.of(program(seed, matrix, row), one, leaves, true);
    for (int k = 0; k < 2; k++) {
      assertThat(recorded.get(k).toDoubleArray())
          .as("seed %d", seed)
          .isEqualTo(gradients.get(k).toDoubleArray());
    }
    Tensor recordedSlope = along(recorded, v, w);
    if (!recordedSlope.requiresGrad()) {
      return false;
    }
    double curvature = along(Gradients.of(recordedSlope, leaves), v, w).item();
    double expectedCurvature =
        derivative(h -> slopeAt(seed, moved(matrix, v, h), moved(row, w, h), v, w));
    assertClose(seed, "curvature", curvature, expectedCurvature, 1e-4);
    return true;
  }

  private static double slopeAt(long seed, Tensor matrix, Tensor row, Tensor v, Tensor w) {
    List<Tensor> leaves = List.of(matrix.requiresGrad(true), row.requiresGrad(true));
    return along(Gradients.of(program(seed, matrix, row), leaves), v, w).item();
  }

  private static Tensor along(List<Tensor> gradients, Tensor v, Tensor w) {
    return gradients.get(0).mul(v).sum().add(gradients.get(1).mul(w).sum());
  }

  private static Tensor moved(Tensor x, Tensor v, double step) {
    return x.detach().add(v.mul(step));
  }

  private static double derivative(Function<Double, Double> f) {
    double h = 1e-3;
    double near = f.apply(h) - f.apply(-h);
    double far = f.apply(2 * h) - f.apply(-2 * h);
    return (8 * near - far) / (12 * h);
  }

  private static void assertClose(
      long seed, String what, double actual, double expected, double relative) {
    double scale = Math.max(Math.abs(actual), Math.abs(expected));
    assertThat(Math.abs(actual - expected))
        .as("%s of program %d: %s against %s", what, seed, actual, expected)
        .isLessThanOrEqualTo(relative * scale + 1e-8);
  }
}
