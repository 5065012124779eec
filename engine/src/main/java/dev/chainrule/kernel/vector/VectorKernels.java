package dev.chainrule.kernel.vector;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.kernel.Attention;
import dev.chainrule.kernel.Function1;
import dev.chainrule.kernel.Function2;
import dev.chainrule.kernel.Function3;
import dev.chainrule.kernel.Heads;
import dev.chainrule.kernel.Loop;
import dev.chainrule.kernel.Matrices;
import dev.chainrule.kernel.Normalization;
import dev.chainrule.kernel.Primitive;
import dev.chainrule.kernel.Program;
import dev.chainrule.kernel.Reduction;
import dev.chainrule.kernel.ReferenceKernels;
import dev.chainrule.kernel.Strided;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Kernels on the lanes of the preferred vector species; plain loops serve where there is no vector
/// form.
public final class VectorKernels extends ReferenceKernels {
  private final Map<Primitive, Loop> primitives = new EnumMap<>(Primitive.class);

  private final RowKernels rowKernels = Inlining.instance(SoftmaxRows.class, RowKernels.class);

  /// Loops for powers with one exponent for all elements that is no general power.
  private final Map<Double, Loop> powers = new ConcurrentHashMap<>();

  private final Workers workers;

  /// Kernels with nothing compiled yet, on as many threads as the environment asks for.
  public VectorKernels() {
    this(
        new Workers(
            Workers.wanted(System.getProperty(Workers.PROPERTY, System.getenv(Workers.VARIABLE)))));
  }

  VectorKernels(Workers workers) {
    this.workers = workers;
    for (Primitive primitive : Primitive.values()) {
      primitives.put(primitive, prepare(Program.of(primitive)));
    }
    for (double exponent : new double[] {-2, -1, -0.5, 0.5, 2, 3}) {
      Program.Builder builder = new Program.Builder();
      builder.apply(Primitive.POW, builder.operand(0), builder.constant(exponent));
      powers.put(exponent, prepare(builder.build()));
    }
  }

  @Override
  public Loop prepare(Program program) {
    return new VectorLoop(this, workers, program);
  }

  private boolean run(@Nullable Primitive primitive, int[] sizes, Buffer out, Strided... operands) {
    Loop loop = primitive == null ? null : primitives.get(primitive);
    return loop != null && loop.run(sizes, operands, out);
  }

  @Override
  public void map(Function1 f, int[] sizes, Strided x, Buffer out) {
    if (!run(f.primitive(), sizes, out, x)) {
      super.map(f, sizes, x, out);
    }
  }

  @Override
  public void map(Function2 f, int[] sizes, Strided a, Strided b, Buffer out) {
    if (f.primitive() == Primitive.POW && runPower(sizes, a, b, out)) {
      return;
    }
    if (!run(f.primitive(), sizes, out, a, b)) {
      super.map(f, sizes, a, b, out);
    }
  }

  private boolean runPower(int[] sizes, Strided base, Strided exponent, Buffer out) {
    for (int stride : exponent.strides()) {
      if (stride != 0) {
        return false;
      }
    }
    if (exponent.buffer().length() == 0) {
      return false;
    }
    Loop loop = powers.get(exponent.buffer().get(exponent.offset()));
    return loop != null && loop.run(sizes, new Strided[] {base}, out);
  }

  @Override
  public void map(Function3 f, int[] sizes, Strided a, Strided b, Strided c, Buffer out) {
    if (!run(f.primitive(), sizes, out, a, b, c)) {
      super.map(f, sizes, a, b, c, out);
    }
  }

  @Override
  public void copy(int[] sizes, Strided from, Strided to) {
    boolean alike = from.buffer().dtype() == to.buffer().dtype();
    boolean isFloat = to.buffer().dtype().isFloat();
    if (!alike || !isFloat || from.buffer() == to.buffer() || isEmpty(sizes)) {
      super.copy(sizes, from, to);
      return;
    }
    Arrangement loop = Arrangement.of(sizes, from, to);
    switch (to.buffer()) {
      case Buffer.OfFloat out ->
          FloatCopies.run(loop, ((Buffer.OfFloat) from.buffer()).array(), out.array());
      case Buffer.OfDouble out ->
          DoubleCopies.run(loop, ((Buffer.OfDouble) from.buffer()).array(), out.array());
      default -> throw new IllegalStateException("not a float: " + to.buffer().dtype());
    }
  }

  private static boolean isEmpty(int[] sizes) {
    for (int size : sizes) {
      if (size == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void reduce(
      Reduction reduction,
      Buffer x,
      int offset,
      int[] keptSizes,
      int[] keptStrides,
      int[] foldedSizes,
      int[] foldedStrides,
      Buffer out) {
    boolean hasLoop = x.dtype().isFloat() && out.dtype() == x.dtype() && FloatFolds.has(reduction);
    if (!hasLoop || out.length() == 0) {
      super.reduce(reduction, x, offset, keptSizes, keptStrides, foldedSizes, foldedStrides, out);
      return;
    }
    FoldArrangement fold =
        FoldArrangement.of(x, offset, keptSizes, keptStrides, foldedSizes, foldedStrides);
    if (fold == null) {
      reduceCopy(reduction, x, offset, keptSizes, keptStrides, foldedSizes, foldedStrides, out);
      return;
    }
    switch (x) {
      case Buffer.OfFloat of ->
          FloatFolds.run(workers, reduction, fold, of.array(), ((Buffer.OfFloat) out).array());
      case Buffer.OfDouble of ->
          DoubleFolds.run(workers, reduction, fold, of.array(), ((Buffer.OfDouble) out).array());
      default -> throw new IllegalStateException("not a float: " + x.dtype());
    }
  }

  /// Folds rows of a copy in which what is folded into one lies side by side.
  private void reduceCopy(
      Reduction reduction,
      Buffer x,
      int offset,
      int[] keptSizes,
      int[] keptStrides,
      int[] foldedSizes,
      int[] foldedStrides,
      Buffer out) {
    int[] sizes = join(keptSizes, foldedSizes);
    int numel = 1;
    for (int size : sizes) {
      numel *= size;
    }
    Strided copy = Strided.rowMajor(Buffer.allocate(x.dtype(), numel), sizes);
    copy(sizes, new Strided(x, offset, join(keptStrides, foldedStrides)), copy);
    int rank = keptSizes.length;
    reduce(
        reduction,
        copy.buffer(),
        0,
        keptSizes,
        Arrays.copyOf(copy.strides(), rank),
        foldedSizes,
        Arrays.copyOfRange(copy.strides(), rank, sizes.length),
        out);
  }

  private static int[] join(int[] first, int[] second) {
    int[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  @Override
  public void matmul(int m, int n, int k, Strided a, Strided b, Buffer out, int outOffset) {
    boolean alike = a.buffer().dtype() == out.dtype() && b.buffer().dtype() == out.dtype();
    switch (out) {
      case Buffer.OfFloat x when alike ->
          FloatMatmul.multiply(workers, m, n, k, a, b, x.array(), outOffset);
      case Buffer.OfDouble x when alike ->
          DoubleMatmul.multiply(workers, m, n, k, a, b, x.array(), outOffset);
      default -> super.matmul(m, n, k, a, b, out, outOffset);
    }
  }

  @Override
  public void matmul(int m, int n, int k, Matrices a, Matrices b, Buffer out) {
    boolean alike = a.dtype() == out.dtype() && b.dtype() == out.dtype();
    switch (out) {
      case Buffer.OfFloat x when alike -> FloatMatmul.multiply(workers, m, n, k, a, b, x.array());
      case Buffer.OfDouble x when alike -> DoubleMatmul.multiply(workers, m, n, k, a, b, x.array());
      default -> super.matmul(m, n, k, a, b, out);
    }
  }

  @Override
  public boolean attention(Attention how, Heads in, @Nullable Buffer weights, Matrices out) {
    if (!in.are(DType.FLOAT32)) {
      return false;
    }
    new AttentionLoops(how, rowKernels).run(workers, in, floats(weights), out);
    return true;
  }

  @Override
  public boolean attentionGradient(
      Attention how, Heads in, @Nullable Buffer weights, Matrices g, Heads out) {
    if (!in.are(DType.FLOAT32) || g.dtype() != DType.FLOAT32) {
      return false;
    }
    new AttentionLoops(how, rowKernels).gradient(workers, in, floats(weights), g, out);
    return true;
  }

  private static float @Nullable [] floats(@Nullable Buffer buffer) {
    return buffer == null ? null : ((Buffer.OfFloat) buffer).array();
  }

  @Override
  public boolean softmax(Buffer x, int offset, int rows, int size, boolean log, Buffer out) {
    if (!(x instanceof Buffer.OfFloat in && out instanceof Buffer.OfFloat to)) {
      return false;
    }
    if (log) {
      rowKernels.logSoftmax(in.array(), offset, rows, size, to.array());
    } else {
      rowKernels.softmax(in.array(), offset, rows, size, to.array(), 0);
    }
    return true;
  }

  @Override
  public boolean softmaxGradient(Buffer y, Buffer g, int rows, int size, Buffer out) {
    return switch (out) {
      case Buffer.OfFloat to
          when y instanceof Buffer.OfFloat result && g instanceof Buffer.OfFloat gradient -> {
        FloatSoftmaxGradient.run(result.array(), 0, gradient.array(), rows, size, to.array());
        yield true;
      }
      case Buffer.OfDouble to
          when y instanceof Buffer.OfDouble result && g instanceof Buffer.OfDouble gradient -> {
        DoubleSoftmaxGradient.run(result.array(), 0, gradient.array(), rows, size, to.array());
        yield true;
      }
      default -> false;
    };
  }

  @Override
  public boolean normalize(Normalization how, Buffer x, Buffer weight, Buffer bias, Buffer out) {
    return Normalizations.run(workers, how, x, weight, bias, out);
  }

  @Override
  public boolean normalizeGradients(
      Normalization how,
      Buffer x,
      @Nullable Buffer weight,
      Buffer g,
      @Nullable Buffer outX,
      @Nullable Buffer outWeight,
      @Nullable Buffer outBias) {
    return Normalizations.gradients(workers, how, x, weight, g, outX, outWeight, outBias);
  }

  @Override
  public boolean crossEntropy(
      Buffer x, int offset, int rows, int size, Buffer targets, int targetsOffset, Buffer out) {
    if (!(x instanceof Buffer.OfFloat in && targets instanceof Buffer.OfLong indices)) {
      return false;
    }
    long[] classes = indices.array();
    out.set(0, rowKernels.crossEntropy(in.array(), offset, rows, size, classes, targetsOffset));
    return true;
  }
}
