package dev.chainrule.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Function1;
import dev.chainrule.kernel.Function2;
import dev.chainrule.kernel.Function3;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Operand;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Strided;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Example;
import dev.chainrule.op.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiled loops: a program gives the bits of its steps one by one, in every layout.
class VectorLoopTest {
  private static final VectorKernels KERNELS = new VectorKernels();

  private static final List<Primitive> ARITHMETIC =
      Stream.of(Primitive.values())
          .filter(primitive -> Lanes.DOUBLE.canRun(Program.of(primitive)))
          .toList();

  private static final int[][] SIZES = {
    {},
    {0},
    {1},
    {3},
    {15},
    {16},
    {17},
    {31},
    {64},
    {67},
    {5, 3},
    {3, 17},
    {4, 32},
    {2, 0, 3},
    {2, 3, 19},
    {3, 1, 5, 18},
    {2, 3, 2, 3, 5}
  };

  private static int numel(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
  }

  /// What `operation` computes one by one, in double.
  private static double at(Operation operation, Operand[] x, int i) {
    return switch (operation) {
      case Function1 f -> f.at(x[0].get(i));
      case Function2 f -> f.at(x[0].get(i), x[1].get(i));
      case Function3 f -> f.at(x[0].get(i), x[1].get(i), x[2].get(i));
      default -> throw new IllegalArgumentException(operation.name());
    };
  }

  private static Stream<Elementwise> operations() {
    return Catalogue.examples().stream()
        .map(Example::operation)
        .distinct()
        .filter(Elementwise.class::isInstance)
        .map(Elementwise.class::cast)
        .filter(operation -> ARITHMETIC.contains(primitive(operation)));
  }

  private static @Nullable Primitive primitive(Elementwise operation) {
    return switch (operation) {
      case Function1 f -> f.primitive();
      case Function2 f -> f.primitive();
      case Function3 f -> f.primitive();
      default -> null;
    };
  }

  @Test
  void everyArithmeticPrimitiveIsAnOperation() {
    assertThat(operations().map(VectorLoopTest::primitive)).containsAll(ARITHMETIC);
  }

  /// A root and its reciprocal are rounded each, where the plain loops round once.
  @ParameterizedTest
  @MethodSource("operations")
  void primitivesComputeWhatTheOperationSays(Elementwise operation) {
    Primitive primitive = primitive(operation);
    assertThat(primitive).isNotNull();
    Loop loop = KERNELS.prepare(Program.of(primitive));
    for (int seed = 0; seed < 3 * SIZES.length; seed++) {
      Random random = new Random(seed);
      int[] sizes = SIZES[seed % SIZES.length];
      Operand[] x = new Operand[primitive.arity()];
      for (int i = 0; i < x.length; i++) {
        x[i] = Operand.drawFractions(random, DType.FLOAT32, sizes);
      }
      Buffer out = Buffer.allocate(DType.FLOAT32, numel(sizes));
      Strided[] operands = Stream.of(x).map(Operand::strided).toArray(Strided[]::new);
      assertThat(loop.run(sizes, operands, out)).isTrue();
      for (int i = 0; i < out.length(); i++) {
        float expected = (float) at(operation, x, i);
        float actual = (float) out.get(i);
        if (Float.floatToIntBits(actual) != Float.floatToIntBits(expected)) {
          assertThat(actual)
              .as("seed %d, element %d", seed, i)
              .isCloseTo(expected, within(2 * Math.ulp(expected)));
        }
      }
    }
  }

  /// A random program of arithmetic over three operands, with one to three results.
  private static Program draw(Random random) {
    Program.Builder builder = new Program.Builder();
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      steps.add(builder.operand(i));
    }
    steps.add(builder.constant(random.nextInt(-2, 3) / 2.0));
    int last = 0;
    int length = random.nextInt(1, 8);
    for (int i = 0; i < length || last != steps.size() - 1; i++) {
      Primitive primitive = ARITHMETIC.get(random.nextInt(ARITHMETIC.size()));
      int[] arguments = new int[primitive.arity()];
      for (int j = 0; j < arguments.length; j++) {
        arguments[j] = steps.get(random.nextInt(steps.size()));
      }
      last = builder.apply(primitive, arguments);
      if (last == steps.size()) {
        steps.add(last);
      }
    }
    Integer[] results = new Integer[random.nextInt(1, 4)];
    Arrays.setAll(results, i -> steps.get(random.nextInt(steps.size())));
    results[0] = last;
    return builder.build(results);
  }

  /// The program computed step by step, each into a buffer of its own: its results.
  private static Buffer[] stepByStep(
      Program program, int[] sizes, Strided[] operands, DType dtype) {
    List<Strided> results = new ArrayList<>();
    for (Program.Step step : program.steps()) {
      switch (step) {
        case Program.Step.Operand operand -> results.add(operands[operand.index()]);
        case Program.Step.Constant constant -> {
          Buffer number = Buffer.allocate(dtype, 1);
          number.set(0, constant.value());
          results.add(new Strided(number, 0, new int[sizes.length]));
        }
        case Program.Step.Apply apply -> {
          Strided[] arguments =
              apply.arguments().stream().map(results::get).toArray(Strided[]::new);
          Buffer out = Buffer.allocate(dtype, numel(sizes));
          Loop loop = KERNELS.prepare(Program.of(apply.primitive()));
          assertThat(loop.run(sizes, arguments, out)).isTrue();
          results.add(Operand.of(out, sizes).strided());
        }
      }
    }
    Buffer[] wanted = room(program, sizes, dtype);
    for (int r = 0; r < wanted.length; r++) {
      Strided result = results.get(program.results().get(r));
      KERNELS.copy(sizes, result, Strided.rowMajor(wanted[r], sizes));
    }
    return wanted;
  }

  /// A buffer for each result.
  private static Buffer[] room(Program program, int[] sizes, DType dtype) {
    return program.results().stream()
        .map(_ -> Buffer.allocate(dtype, numel(sizes)))
        .toArray(Buffer[]::new);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void programsGiveTheBitsOfTheirSteps(DType dtype) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Program program = draw(random);
      Loop loop = KERNELS.prepare(program);
      int[] sizes = SIZES[seed % SIZES.length];
      Strided[] operands = new Strided[3];
      for (int i = 0; i < 3; i++) {
        operands[i] = Operand.drawFractions(random, dtype, sizes).strided();
      }
      Buffer[] expected = stepByStep(program, sizes, operands, dtype);
      Buffer[] actual = room(program, sizes, dtype);
      assertThat(loop.run(sizes, operands, actual)).isTrue();
      requireSame(actual, expected);
    }
  }

  /// As large as is worth a second thread: one row, rows with gaps or repeated, blocks of rows, and
  /// results in place of operands.
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void bitsDoNotDependOnTheNumberOfThreads(DType dtype) {
    Random random = new Random(8);
    Program.Builder builder = new Program.Builder();
    int sum = builder.apply(Primitive.ADD, builder.operand(0), builder.operand(1));
    int product = builder.apply(Primitive.MUL, sum, builder.operand(2));
    Program program = builder.build(product, sum);
    int[][] strides = {{363, 1}, {370, 1}, {0, 1}, {1, 0}, {0, 0}};
    for (int blocks = 1; blocks <= 2; blocks++) {
      for (int[] steps : strides) {
        int[] sizes = {blocks, 367, 363};
        Strided[] operands = new Strided[3];
        for (int i = 0; i < 3; i++) {
          Buffer buffer = Buffer.allocate(dtype, blocks * 370 * 371);
          for (int j = 0; j < buffer.length(); j++) {
            buffer.set(j, random.nextGaussian());
          }
          int[] own = i == 0 ? steps : new int[] {363, 1};
          operands[i] = new Strided(buffer, i, new int[] {370 * 370, own[0], own[1]});
        }
        Buffer[] expected = room(program, sizes, dtype);
        requireRun(1, program, sizes, operands, expected);
        for (int threads : new int[] {2, 3, 8}) {
          Buffer[] actual = room(program, sizes, dtype);
          requireRun(threads, program, sizes, operands, actual);
          requireSame(actual, expected);
          Buffer[] inPlace = room(program, sizes, dtype);
          Strided itself = Strided.rowMajor(inPlace[inPlace.length - 1], sizes);
          KERNELS.copy(sizes, operands[0], itself);
          Strided[] others = {itself, operands[1], operands[2]};
          requireRun(threads, program, sizes, others, inPlace);
          requireSame(inPlace, expected);
        }
      }
    }
  }

  private static void requireRun(
      int threads, Program program, int[] sizes, Strided[] operands, Buffer... out) {
    Loop loop = new VectorKernels(new Workers(threads)).prepare(program);
    assertThat(loop.run(sizes, operands, out)).isTrue();
  }

  private static void requireSame(Buffer[] actual, Buffer[] expected) {
    for (int r = 0; r < expected.length; r++) {
      for (int i = 0; i < expected[r].length(); i++) {
        if (Double.doubleToRawLongBits(actual[r].get(i))
            != Double.doubleToRawLongBits(expected[r].get(i))) { // an assertion for each is slow
          assertThat(actual[r].get(i))
              .as("result %d, element %d", r, i)
              .isEqualTo(expected[r].get(i));
        }
      }
    }
  }
}
