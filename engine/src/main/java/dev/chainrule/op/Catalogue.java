package dev.chainrule.op;

import static dev.chainrule.op.Example.distinct;
import static dev.chainrule.op.Example.index;
import static dev.chainrule.op.Example.nonzero;
import static dev.chainrule.op.Example.of;
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
          of(Ops.ADD, real(3, 4), real(4)),
          of(Ops.SUB, real(3, 1), real(3, 4)),
          of(Ops.MUL, real(3, 4), real(3, 1)),
          of(Ops.DIV, real(3, 4), nonzero(4)),
          of(Ops.POW, positive(3, 4), real(4)),
          of(Ops.NEG, real(3, 4)),
          of(Ops.ABS, nonzero(3, 4)),
          of(Ops.SIGN, nonzero(3, 4)),
          of(Ops.EXP, real(3, 4)),
          of(Ops.LOG, positive(3, 4)),
          of(Ops.SQRT, positive(3, 4)),
          of(Ops.RSQRT, positive(3, 4)),
          of(Ops.RECIPROCAL, nonzero(3, 4)),
          of(Ops.SQUARE, real(3, 4)),
          of(Ops.TANH, real(3, 4)),
          of(Ops.SIGMOID, real(3, 4)),
          of(Ops.RELU, nonzero(3, 4)),
          of(Ops.GELU, real(3, 4)),
          of(Ops.GELU_TANH, real(3, 4)),
          of(Ops.SILU, real(3, 4)),
          of(Ops.SOFTPLUS, real(3, 4)),
          of(Ops.ERF, real(3, 4)),
          of(Ops.SIN, real(3, 4)),
          of(Ops.COS, real(3, 4)),
          of(Ops.MAXIMUM, distinct(3, 4), distinct(4)),
          of(Ops.MINIMUM, distinct(3, 4), distinct(4)),
          of(new Clamp(-0.5, 0.75), distinct(3, 4)),
          of(Ops.WHERE, truth(3, 4), real(3, 4), real(4)),
          of(new To(DType.FLOAT64), real(3, 4)),
          of(Ops.LESS, real(3, 4), real(4)),
          of(Ops.LESS_EQUAL, real(3, 4), real(4)),
          of(Ops.GREATER, real(3, 4), real(4)),
          of(Ops.GREATER_EQUAL, real(3, 4), real(4)),
          of(Ops.EQUAL, real(3, 4), real(4)),
          of(Ops.NOT_EQUAL, real(3, 4), real(4)),
          of(Ops.LOGICAL_AND, truth(3, 4), truth(4)),
          of(Ops.LOGICAL_OR, truth(3, 4), truth(4)),
          of(Ops.LOGICAL_XOR, truth(3, 4), truth(4)),
          of(Ops.LOGICAL_NOT, truth(3, 4)),
          of(Ops.IS_NAN, real(3, 4)),
          of(Ops.IS_FINITE, real(3, 4)),
          of(new Sum(ROWS, false), real(3, 4)),
          of(Ops.TOTAL, real(3, 4)),
          of(new Mean(COLUMNS, true), real(3, 4)),
          of(new Var(ROWS, 1, false), real(3, 4)),
          of(new Std(COLUMNS, 0, true), real(3, 4)),
          of(new Max(COLUMNS, false), distinct(3, 4)),
          of(new Min(ROWS, true), distinct(3, 4)),
          of(new MaxAlong(1, false), distinct(3, 4)),
          of(new MinAlong(0, true), distinct(3, 4)),
          of(new Argmax(COLUMNS, false), distinct(3, 4)),
          of(new Argmin(ROWS, true), distinct(3, 4)),
          of(new Any(ROWS, false), truth(3, 4)),
          of(new All(COLUMNS, true), truth(3, 4)),
          of(new Logsumexp(COLUMNS, false), real(3, 4)),
          of(new Cumsum(1, false), real(3, 4)),
          of(new Softmax(1), real(3, 4)),
          of(new LogSoftmax(0), real(3, 4)),
          of(Ops.UNBROADCAST, real(3, 4), real(1, 4)),
          of(new Reshape("reshape", Shape.of(2, 6)), real(3, 4)),
          of(Ops.RESHAPE_LIKE, real(3, 4), real(4, 3)),
          of(new Unsqueeze(COLUMNS), real(3, 4)),
          of(new Squeeze(COLUMNS), real(3, 1, 4)),
          of(new UnsqueezeBack(2), real(3, 4)),
          of(new SqueezeBack(1), real(3, 4, 1)),
          of(new Permute("permute", List.of(2, 0, 1)), real(2, 3, 4)),
          of(Ops.TRANSPOSE, real(2, 3, 4)),
          of(new Expand(Shape.of(2, 3, 4)), real(3, 1)),
          of(Ops.EXPAND_TO, real(3, 1), real(2, 3, 4)),
          of(new Slice("slice", 1, 1, 2, 2), real(3, 5)),
          of(new SliceLike(1, 1, 2), real(3, 5), real(3, 2)),
          of(new Unslice(1, 1, 2), real(3, 2), real(3, 5)),
          of(new Cat(1, List.of(2, 3)), real(3, 2), real(3, 3)),
          of(new Clone(), real(3, 4)),
          of(Ops.ZEROS_LIKE, real(3, 4)),
          of(Ops.COUNT, real(3, 4), real(4)),
          of(new Gather(1), real(3, 4), index(4, 3, 2)),
          of(new ScatterAdd(1), real(3, 4), index(4, 3, 2), real(3, 2)),
          of(new IndexSelect(1), real(3, 4), index(4, 5)),
          of(new IndexAdd(1), real(3, 4), index(4, 5), real(3, 5)),
          of(new Embedding(), real(3, 4), index(3, 2, 5)),
          of(new Take(), real(3, 4), index(12, 2, 3)),
          of(new Put(), real(3, 4), index(12, 1), real(1)),
          of(new AddAt(), real(3, 4), index(12, 2, 3), real(2, 3)),
          of(new OneHot(4), index(4, 3)),
          of(new Triangle(true, 0), real(2, 3, 4)),
          of(new Triangle(false, 1), real(3, 4)),
          of(Ops.MATMUL, real(2, 3, 4), real(4, 5)),
          of(new Matmul(true, false), real(4), real(4, 5)),
          of(new Matmul(false, true), real(2, 3, 4), real(4)),
          of(new Matmul(true, true), real(4), real(4)),
          of(new CrossEntropy(1, 4), real(3, 4), index(4, 3)),
          of(new SoftCrossEntropy(1), real(3, 4), positive(3, 4)),
          of(new MseLoss(), real(3, 4), real(3, 4)),
          of(new BinaryCrossEntropyWithLogits(), real(3, 4), positive(3, 4)),
          of(new Normalize("batchNorm", ROWS, 1e-5, 1), real(5, 4), real(4), real(4)),
          of(new Normalize("layerNorm", COLUMNS, 1e-5, 0), real(3, 4), real(4), real(4)),
          of(
              new ScaledDotProductAttention(2, true, 0.5),
              real(2, 3, 4),
              real(2, 5, 4),
              real(2, 5, 3)));

  private Catalogue() {}

  /// All operations, each with inputs that it accepts.
  public static List<Example> examples() {
    return EXAMPLES;
  }
}
