package dev.chainrule.op.linalg;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.op.Batches;
import dev.chainrule.op.Copies;
import dev.chainrule.op.GradientKernel;
import dev.chainrule.op.Notation;
import dev.chainrule.op.Promotion;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Y = A·B over the last two dimensions; the others broadcast. A vector on the left is a row and
/// one on the right a column, whose dimension is left out of the result.
///
/// From Yᵢⱼ = Σₖ Aᵢₖ·Bₖⱼ: dA = dY·Bᵀ and dB = Aᵀ·dY.
///
/// @param leftVector whether A is 1-d
/// @param rightVector whether B is 1-d
public record Matmul(boolean leftVector, boolean rightVector) implements GradientKernel {
  private static final Axes ROW = Axes.single(0);

  /// The product of arrays of these shapes.
  public static Matmul of(Shape left, Shape right) {
    if (left.rank() == 0 || right.rank() == 0) {
      throw new ShapeException(
          "matmul",
          "both must have at least one axis; given %s and %s; for numbers use mul"
              .formatted(left, right),
          left,
          right);
    }
    return new Matmul(left.rank() == 1, right.rank() == 1);
  }

  @Override
  public NdArray forward(List<NdArray> x) {
    NdArray left = leftVector ? x.get(0).unsqueeze(ROW) : x.get(0);
    NdArray right = rightVector ? x.get(1).unsqueeze(Axes.single(1)) : x.get(1);
    int rows = left.shape().size(-2);
    int inner = left.shape().size(-1);
    int columns = right.shape().size(-1);
    if (inner != right.shape().size(-2)) {
      throw mismatch(x.get(0).shape(), x.get(1).shape(), inner, right.shape().size(-2));
    }
    if (right.shape().rank() == 2) {
      NdArray matrix = asMatrix(left);
      if (matrix != null) {
        NdArray out =
            empty(Promotion.common(left, right), join(batch(left.shape()), rows, columns), inner);
        multiply(matrix, right, out);
        return withoutVectors(out);
      }
    }
    Shape batch = Broadcast.shape(name(), batch(left.shape()), batch(right.shape()));
    NdArray a = left.expand(join(batch, rows, inner));
    NdArray b = right.expand(join(batch, inner, columns));
    DType dtype = Promotion.common(x.get(0), x.get(1));
    NdArray out = empty(dtype, join(batch, rows, columns), inner);
    if (inner == 0 || out.numel() == 0) {
      return withoutVectors(out);
    }
    Kernels.active()
        .matmul(rows, columns, inner, Batches.matrices(a), Batches.matrices(b), out.buffer());
    return withoutVectors(out);
  }

  /// `x` itself if it is a matrix, or the rows of all its matrices as those of one; null where they
  /// do not lie one after another.
  private static @Nullable NdArray asMatrix(NdArray x) {
    if (x.shape().rank() == 2) {
      return x;
    }
    if (!x.isContiguous() || x.numel() == 0) {
      return null;
    }
    Shape shape = Shape.of(x.numel() / x.shape().size(-1), x.shape().size(-1));
    return x.view(shape, shape.contiguousStrides(), x.offset());
  }

  /// The product of two matrices, into all of `out`.
  private static void multiply(NdArray left, NdArray right, NdArray out) {
    Kernels.active()
        .matmul(
            left.shape().size(0),
            right.shape().size(1),
            left.shape().size(1),
            Copies.strided(left),
            Copies.strided(right),
            out.buffer(),
            0);
  }

  /// The product of no columns with no rows is zero; others are written whole.
  private static NdArray empty(DType dtype, Shape shape, int inner) {
    return inner == 0 ? NdArray.zeros(dtype, shape) : NdArray.undefined(dtype, shape);
  }

  /// Without the dimensions that stand for a vector.
  private NdArray withoutVectors(NdArray out) {
    int[] vectors = new int[(leftVector ? 1 : 0) + (rightVector ? 1 : 0)];
    if (vectors.length == 0) {
      return out;
    }
    vectors[0] = leftVector ? -2 : -1;
    vectors[vectors.length - 1] = rightVector ? -1 : -2;
    return out.squeeze(Axes.of(name(), out.shape(), vectors));
  }

  private static ShapeException mismatch(Shape left, Shape right, int inner, int other) {
    return new ShapeException(
        "matmul",
        "inner sizes differ: left %s has %d columns, right %s has %d rows"
            .formatted(left, inner, right, other),
        left,
        right);
  }

  private static Shape batch(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
  }

  private static Shape join(Shape batch, int rows, int columns) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = rows;
    sizes[batch.rank() + 1] = columns;
    return Shape.of(sizes);
  }

  @Override
  public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
    T left = leftVector ? a.unsqueeze(x.get(0), ROW) : x.get(0);
    T right = rightVector ? a.unsqueezeLast(x.get(1)) : x.get(1);
    T gradient = rightVector ? a.unsqueezeLast(gradOutput) : gradOutput;
    gradient = leftVector ? a.unsqueezeRow(gradient) : gradient;
    if (input == 0) {
      T result = a.matmul(gradient, a.transpose(right));
      return leftVector ? a.squeezeRow(result) : result;
    }
    T result = a.matmul(a.transpose(left), gradient);
    return rightVector ? a.squeezeLast(result) : result;
  }

  /// The gradient of a matrix that is a transposed view, such as the weight of a linear layer, is
  /// the transposed view of a row-major one too: as (Xᵀ·Y)ᵀ = Yᵀ·X. The transpose's own rule then
  /// gives that one, where it would else be a view that has to be copied.
  @Override
  public @Nullable NdArray gradInput(int input, List<NdArray> x, NdArray y, NdArray gradOutput) {
    NdArray left = x.get(0);
    NdArray right = x.get(1);
    boolean areMatrices = left.shape().rank() == 2 && right.shape().rank() == 2;
    if (!areMatrices || !isByColumns(x.get(input))) {
      return null;
    }
    NdArray transposed =
        input == 0
            ? forward(List.of(right, gradOutput.permute(1, 0)))
            : forward(List.of(gradOutput.permute(1, 0), left));
    return transposed.permute(1, 0);
  }

  private static boolean isByColumns(NdArray matrix) {
    return !matrix.isContiguous() && matrix.permute(1, 0).isContiguous();
  }

  @Override
  public Notation notation() {
    return Notation.infix("@", "\\,", 3);
  }
}
