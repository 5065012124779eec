package dev.chainrule.op;

import static dev.chainrule.op.Example.distinct;
import static dev.chainrule.op.Example.example;
import static dev.chainrule.op.Example.index;
import static dev.chainrule.op.Example.nonzero;
import static dev.chainrule.op.Example.positive;
import static dev.chainrule.op.Example.real;
import static dev.chainrule.op.Example.truth;

import dev.chainrule.array.DType;
import dev.chainrule.op.elementwise.Clamp;
import dev.chainrule.op.elementwise.To;
import dev.chainrule.op.fused.BinaryCrossEntropyWithLogits;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.MseLoss;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.fused.ScaledDotProductAttention;
import dev.chainrule.op.fused.SelfAttention;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.index.AddAt;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.IndexSelect;
import dev.chainrule.op.index.OneHot;
import dev.chainrule.op.index.Put;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.index.Take;
import dev.chainrule.op.index.Triangle;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.All;
import dev.chainrule.op.reduce.Any;
import dev.chainrule.op.reduce.Argmax;
import dev.chainrule.op.reduce.Argmin;
import dev.chainrule.op.reduce.Cumsum;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Logsumexp;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.op.reduce.MaxAlong;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Min;
import dev.chainrule.op.reduce.MinAlong;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.op.reduce.Std;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Clone;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.SliceLike;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.SqueezeBack;
import dev.chainrule.op.view.Unslice;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.op.view.UnsqueezeBack;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;

/// Every operation, a line each. Tests run over it, so that no operation goes untested.
public final class Catalogue {
  private static final Axes ROWS = Axes.single(0);
  private static final Axes COLUMNS = Axes.single(1);

  private static final List<Example> EXAMPLES =
      List.of(
          example(Ops.ADD, real(3, 4), real(4)),
          example(Ops.SUB, real(3, 1), real(3, 4)),
          example(Ops.MUL, real(3, 4), real(3, 1)),
          example(Ops.DIV, real(3, 4), nonzero(4)),
          example(Ops.POW, positive(3, 4), real(4)),
          example(Ops.NEG, real(3, 4)),
          example(Ops.ABS, nonzero(3, 4)),
          example(Ops.SIGN, nonzero(3, 4)),
          example(Ops.EXP, real(3, 4)),
          example(Ops.LOG, positive(3, 4)),
          example(Ops.SQRT, positive(3, 4)),
          example(Ops.RSQRT, positive(3, 4)),
          example(Ops.RECIPROCAL, nonzero(3, 4)),
          example(Ops.SQUARE, real(3, 4)),
          example(Ops.TANH, real(3, 4)),
          example(Ops.SIGMOID, real(3, 4)),
          example(Ops.RELU, nonzero(3, 4)),
          example(Ops.GELU, real(3, 4)),
          example(Ops.GELU_TANH, real(3, 4)),
          example(Ops.SILU, real(3, 4)),
          example(Ops.SOFTPLUS, real(3, 4)),
          example(Ops.ERF, real(3, 4)),
          example(Ops.SIN, real(3, 4)),
          example(Ops.COS, real(3, 4)),
          example(Ops.MAXIMUM, distinct(3, 4), distinct(4)),
          example(Ops.MINIMUM, distinct(3, 4), distinct(4)),
          example(new Clamp(-0.5, 0.75), distinct(3, 4)),
          example(Ops.WHERE, truth(3, 4), real(3, 4), real(4)),
          example(new To(DType.FLOAT64), real(3, 4)),
          example(Ops.LESS, real(3, 4), real(4)),
          example(Ops.LESS_EQUAL, real(3, 4), real(4)),
          example(Ops.GREATER, real(3, 4), real(4)),
          example(Ops.GREATER_EQUAL, real(3, 4), real(4)),
          example(Ops.EQUAL, real(3, 4), real(4)),
          example(Ops.NOT_EQUAL, real(3, 4), real(4)),
          example(Ops.LOGICAL_AND, truth(3, 4), truth(4)),
          example(Ops.LOGICAL_OR, truth(3, 4), truth(4)),
          example(Ops.LOGICAL_XOR, truth(3, 4), truth(4)),
          example(Ops.LOGICAL_NOT, truth(3, 4)),
          example(Ops.IS_NAN, real(3, 4)),
          example(Ops.IS_FINITE, real(3, 4)),
          example(new Sum(ROWS, false), real(3, 4)),
          example(Ops.TOTAL, real(3, 4)),
          example(new Mean(COLUMNS, true), real(3, 4)),
          example(new Var(ROWS, 1, false), real(3, 4)),
          example(new Std(COLUMNS, 0, true), real(3, 4)),
          example(new Max(COLUMNS, false), distinct(3, 4)),
          example(new Min(ROWS, true), distinct(3, 4)),
          example(new MaxAlong(1, false), distinct(3, 4)),
          example(new MinAlong(0, true), distinct(3, 4)),
          example(new Argmax(COLUMNS, false), distinct(3, 4)),
          example(new Argmin(ROWS, true), distinct(3, 4)),
          example(new Any(ROWS, false), truth(3, 4)),
          example(new All(COLUMNS, true), truth(3, 4)),
          example(new Logsumexp(COLUMNS, false), real(3, 4)),
          example(new Cumsum(1, false), real(3, 4)),
          example(new Softmax(1), real(3, 4)),
          example(new LogSoftmax(0), real(3, 4)),
          example(Ops.UNBROADCAST, real(3, 4), real(1, 4)),
          example(new Reshape("reshape", Shape.of(2, 6)), real(3, 4)),
          example(Ops.RESHAPE_LIKE, real(3, 4), real(4, 3)),
          example(new Unsqueeze(COLUMNS), real(3, 4)),
          example(new Squeeze(COLUMNS), real(3, 1, 4)),
          example(new UnsqueezeBack(2), real(3, 4)),
          example(new SqueezeBack(1), real(3, 4, 1)),
          example(new Permute("permute", List.of(2, 0, 1)), real(2, 3, 4)),
          example(Ops.TRANSPOSE, real(2, 3, 4)),
          example(new Expand(Shape.of(2, 3, 4)), real(3, 1)),
          example(Ops.EXPAND_TO, real(3, 1), real(2, 3, 4)),
          example(new Slice("slice", 1, 1, 2, 2), real(3, 5)),
          example(new SliceLike(1, 1, 2), real(3, 5), real(3, 2)),
          example(new Unslice(1, 1, 2), real(3, 2), real(3, 5)),
          example(new Cat(1, List.of(2, 3)), real(3, 2), real(3, 3)),
          example(new Clone(), real(3, 4)),
          example(Ops.ZEROS_LIKE, real(3, 4)),
          example(Ops.COUNT, real(3, 4), real(4)),
          example(new Gather(1), real(3, 4), index(4, 3, 2)),
          example(new ScatterAdd(1), real(3, 4), index(4, 3, 2), real(3, 2)),
          example(new IndexSelect(1), real(3, 4), index(4, 5)),
          example(new IndexAdd(1), real(3, 4), index(4, 5), real(3, 5)),
          example(new Embedding(), real(3, 4), index(3, 2, 5)),
          example(new Take(), real(3, 4), index(12, 2, 3)),
          example(new Put(), real(3, 4), index(12, 1), real(1)),
          example(new AddAt(), real(3, 4), index(12, 2, 3), real(2, 3)),
          example(new OneHot(4), index(4, 3)),
          example(new Triangle(true, 0), real(2, 3, 4)),
          example(new Triangle(false, 1), real(3, 4)),
          example(Ops.MATMUL, real(2, 3, 4), real(4, 5)),
          example(new Matmul(true, false), real(4), real(4, 5)),
          example(new Matmul(false, true), real(2, 3, 4), real(4)),
          example(new Matmul(true, true), real(4), real(4)),
          example(new CrossEntropy(1, 4), real(3, 4), index(4, 3)),
          example(new SoftCrossEntropy(1), real(3, 4), positive(3, 4)),
          example(new MseLoss(), real(3, 4), real(3, 4)),
          example(new BinaryCrossEntropyWithLogits(), real(3, 4), positive(3, 4)),
          example(new Normalize("batchNorm", ROWS, 1e-5, 1), real(5, 4), real(4), real(4)),
          example(new Normalize("layerNorm", COLUMNS, 1e-5, 0), real(3, 4), real(4), real(4)),
          example(
              new ScaledDotProductAttention(2, true, 0.5),
              real(2, 3, 4),
              real(2, 5, 4),
              real(2, 5, 3)),
          example(new SelfAttention(Shape.of(2, 3, 12), 2, true), real(2, 3, 12)));

  private Catalogue() {}

  /// All operations, each with inputs that it accepts.
  public static List<Example> examples() {
    return EXAMPLES;
  }
}
