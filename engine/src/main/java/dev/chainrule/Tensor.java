package dev.chainrule;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.elementwise.Clamp;
import dev.chainrule.op.elementwise.To;
import dev.chainrule.op.fused.BinaryCrossEntropyWithLogits;
import dev.chainrule.op.fused.MseLoss;
import dev.chainrule.op.fused.SelfAttention;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.IndexSelect;
import dev.chainrule.op.index.OneHot;
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
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import dev.chainrule.tape.Node;
import dev.chainrule.tape.Recorded;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An n-dimensional array with, where gradients are wanted, a place on the tape.
///
/// Methods carry PyTorch's names in Java's case, broadcast and promote as it does, and return new
/// tensors; views share storage with what they view. Dimensions count from 0, negative ones from
/// the end. What writes in place says so in its name and is never recorded. A tensor may be read by
/// many threads; a graph belongs to the thread that records it.
///
/// Shapes that do not fit raise a [ShapeException].
public final class Tensor {
  private final NdArray array;
  private @Nullable Node node;

  Tensor(NdArray array, @Nullable Node node) {
    this.array = array;
    this.node = node;
  }

  // Making tensors

  /// A tensor of these elements, row-major; 1-d where no shape is given. The elements are copied.
  public static Tensor of(float[] elements, int... shape) {
    return Factories.of(new Buffer.OfFloat(elements.clone()), shape);
  }

  /// A float64 tensor; see [#of(float\[\], int...)].
  public static Tensor of(double[] elements, int... shape) {
    return Factories.of(new Buffer.OfDouble(elements.clone()), shape);
  }

  /// An int64 tensor; see [#of(float\[\], int...)].
  public static Tensor of(long[] elements, int... shape) {
    return Factories.of(new Buffer.OfLong(elements.clone()), shape);
  }

  /// A bool tensor; see [#of(float\[\], int...)].
  public static Tensor of(boolean[] elements, int... shape) {
    return Factories.of(new Buffer.OfBoolean(elements.clone()), shape);
  }

  /// A tensor that looks at `array`, outside any graph.
  public static Tensor of(NdArray array) {
    return new Tensor(array, null);
  }

  /// A 0-d float32 tensor.
  public static Tensor scalar(double value) {
    return full(value);
  }

  /// float32 zeros.
  public static Tensor zeros(int... shape) {
    return full(0, shape);
  }

  /// float32 ones.
  public static Tensor ones(int... shape) {
    return full(1, shape);
  }

  /// A float32 tensor of `value` everywhere.
  public static Tensor full(double value, int... shape) {
    return full(DType.FLOAT32, value, shape);
  }

  /// A tensor of `value` everywhere.
  public static Tensor full(DType dtype, double value, int... shape) {
    return of(NdArray.full(dtype, Shape.of(shape), value));
  }

  /// The int64 numbers from 0 to `end`−1.
  public static Tensor arange(long end) {
    return Factories.arange(0, end, 1);
  }

  /// The int64 numbers from `start`, in steps, before `end`.
  public static Tensor arange(long start, long end, long step) {
    return Factories.arange(start, end, step);
  }

  /// float32 numbers drawn evenly from \[0, 1), with PyTorch's sequence.
  public static Tensor rand(Generator generator, int... shape) {
    return of(generator.rand(Shape.of(shape).numel()), shape);
  }

  /// float32 numbers drawn from the standard normal distribution, with PyTorch's sequence.
  public static Tensor randn(Generator generator, int... shape) {
    return of(generator.randn(Shape.of(shape).numel()), shape);
  }

  // Looking at them

  public Shape shape() {
    return array.shape();
  }

  public int size(int dim) {
    if (rank() == 0) {
      throw new ShapeException(
          "size", "a 0-d tensor has no axis; given %d".formatted(dim), shape());
    }
    return array.shape().size(Axes.axis("size", array.shape(), dim));
  }

  public int rank() {
    return array.shape().rank();
  }

  public int numel() {
    return array.numel();
  }

  public DType dtype() {
    return array.dtype();
  }

  public boolean isContiguous() {
    return array.isContiguous();
  }

  /// The elements with their storage and strides.
  public NdArray array() {
    return array;
  }

  /// The one element of a tensor that has just one.
  public double item() {
    if (numel() != 1) {
      throw new ShapeException(
          "item",
          "needs exactly one element; this tensor is %s; index it first".formatted(shape()),
          shape());
    }
    return array.get(0);
  }

  /// A copy of the elements, row-major, rounded to float.
  public float[] toFloatArray() {
    return Factories.toFloats(array);
  }

  /// A copy of the elements, row-major.
  public double[] toDoubleArray() {
    return array.toDoubles();
  }

  /// A copy of the elements, row-major; fractions are cut off.
  public long[] toLongArray() {
    return array.toLongs();
  }

  /// A copy of the elements, row-major: whether each is not 0.
  public boolean[] toBooleanArray() {
    return Factories.toBooleans(array);
  }

  /// As PyTorch prints it; −0 keeps its sign.
  @Override
  public String toString() {
    return TensorFormat.format(array);
  }

  // Gradients

  /// Whether a backward pass would reach this tensor.
  public boolean requiresGrad() {
    return node != null;
  }

  /// Marks a leaf as one whose gradient is wanted, or no longer; returns this tensor.
  public Tensor requiresGrad(boolean wanted) {
    if (node != null && !node.isLeaf()) {
      if (wanted) {
        return this;
      }
      throw new IllegalStateException(
          "requiresGrad: only a leaf can stop requiring grad; this is the result of %s; use detach()"
              .formatted(node.operation().name()));
    }
    if (wanted && !dtype().isFloat()) {
      throw new IllegalArgumentException(
          "requiresGrad: only floats have gradients; this tensor is %s; convert it with to(FLOAT32)"
              .formatted(dtype()));
    }
    if (!wanted) {
      node = null;
    } else if (node == null) {
      node = Node.leaf(array);
    }
    return this;
  }

  /// Whether no operation made this tensor, as far as gradients go.
  public boolean isLeaf() {
    return node == null || node.isLeaf();
  }

  /// This tensor's place on the tape, or null where it has none.
  public @Nullable Node node() {
    return node;
  }

  /// The gradient that backward passes have added up here, or null until one did. Kept for leaves
  /// and where [#retainGrad] asked for it.
  public @Nullable Tensor grad() {
    Recorded grad = node == null ? null : node.grad();
    return grad == null ? null : new Tensor(grad.array(), grad.node());
  }

  /// Sets the gradient of a leaf, as a backward pass that is written by hand does.
  ///
  /// @throws ShapeException if `gradient` has another shape or dtype
  public void grad(Tensor gradient) {
    Node place = Gradients.place("grad", this);
    if (!place.isLeaf()) {
      throw new IllegalStateException(
          "grad: only a leaf can be given a gradient; this is the result of %s"
              .formatted(place.operation().name()));
    }
    if (!gradient.shape().equals(shape()) || gradient.dtype() != dtype()) {
      throw new ShapeException(
          "grad",
          "the gradient must be like its tensor, %s %s; given %s %s"
              .formatted(dtype(), shape(), gradient.dtype(), gradient.shape()),
          shape(),
          gradient.shape());
    }
    place.setGrad(new Recorded(TensorScope.keep(gradient).array(), null));
  }

  /// Forgets the gradient. In a [TensorScope] the elements of one that a backward pass made end
  /// with the scope.
  public void zeroGrad() {
    if (node != null) {
      TensorScope scope = TensorScope.current();
      Recorded made = node.madeGrad();
      if (scope != null && made != null) {
        scope.add(made.array());
      }
      node.setGrad(null);
    }
  }

  /// Has a backward pass keep the gradient of this tensor, though it is no leaf; returns this
  /// tensor.
  public Tensor retainGrad() {
    Gradients.place("retainGrad", this).retainGrad();
    return this;
  }

  /// Has `hook` see, and perhaps replace, the gradient of this tensor as soon as it is complete.
  public void registerHook(UnaryOperator<Tensor> hook) {
    Gradients.place("registerHook", this)
        .addHook(
            grad -> {
              Tensor changed = hook.apply(new Tensor(grad.array(), grad.node()));
              requireSame("registerHook", changed, grad.array());
              return new Recorded(changed.array, changed.node);
            });
  }

  private static void requireSame(String operation, Tensor changed, NdArray gradient) {
    if (!changed.shape().equals(gradient.shape()) || changed.dtype() != gradient.dtype()) {
      throw new ShapeException(
          operation,
          "the hook must return a gradient like the one it gets, %s %s; it returned %s %s"
              .formatted(gradient.dtype(), gradient.shape(), changed.dtype(), changed.shape()),
          gradient.shape(),
          changed.shape());
    }
  }

  /// The same elements outside the graph.
  public Tensor detach() {
    return new Tensor(array, null);
  }

  /// Adds the gradient of this scalar with respect to every leaf to the leaf's [#grad], and
  /// releases the graph.
  public void backward() {
    Gradients.backward(this, null, false, false);
  }

  /// As [#backward()] for a tensor of any shape, given the gradient of some scalar with respect to
  /// it.
  public void backward(Tensor gradOutput) {
    Gradients.backward(this, gradOutput, false, false);
  }

  /// As [#backward()].
  ///
  /// @param retainGraph whether the graph may be used again
  /// @param createGraph whether the gradients can be differentiated; this retains the graph too
  public void backward(@Nullable Tensor gradOutput, boolean retainGraph, boolean createGraph) {
    Gradients.backward(this, gradOutput, retainGraph, createGraph);
  }

  // Applying operations

  /// The result of `operation`, recorded where an input has a place on the tape. All methods below
  /// come down to this, and a user's own operation is applied with it.
  public static Tensor apply(Operation operation, Tensor... inputs) {
    return Recording.INSTANCE.apply(operation, List.of(inputs));
  }

  private static Tensor number(double value) {
    return of(NdArray.number(value));
  }

  // Arithmetic, element by element

  public Tensor add(Tensor other) {
    return apply(Ops.ADD, this, other);
  }

  public Tensor add(double other) {
    return add(number(other));
  }

  public Tensor sub(Tensor other) {
    return apply(Ops.SUB, this, other);
  }

  public Tensor sub(double other) {
    return sub(number(other));
  }

  public Tensor mul(Tensor other) {
    return apply(Ops.MUL, this, other);
  }

  public Tensor mul(double other) {
    return mul(number(other));
  }

  public Tensor div(Tensor other) {
    return apply(Ops.DIV, this, other);
  }

  public Tensor div(double other) {
    return div(number(other));
  }

  public Tensor pow(Tensor exponent) {
    return apply(Ops.POW, this, exponent);
  }

  public Tensor pow(double exponent) {
    return pow(number(exponent));
  }

  public Tensor neg() {
    return apply(Ops.NEG, this);
  }

  public Tensor abs() {
    return apply(Ops.ABS, this);
  }

  public Tensor sign() {
    return apply(Ops.SIGN, this);
  }

  public Tensor exp() {
    return apply(Ops.EXP, this);
  }

  public Tensor log() {
    return apply(Ops.LOG, this);
  }

  public Tensor sqrt() {
    return apply(Ops.SQRT, this);
  }

  public Tensor rsqrt() {
    return apply(Ops.RSQRT, this);
  }

  public Tensor reciprocal() {
    return apply(Ops.RECIPROCAL, this);
  }

  public Tensor square() {
    return apply(Ops.SQUARE, dtype() == DType.BOOL ? to(DType.INT64) : this);
  }

  public Tensor tanh() {
    return apply(Ops.TANH, this);
  }

  public Tensor sigmoid() {
    return apply(Ops.SIGMOID, this);
  }

  public Tensor relu() {
    return apply(Ops.RELU, this);
  }

  /// GELU, exact.
  public Tensor gelu() {
    return apply(Ops.GELU, this);
  }

  /// GELU in its tanh form.
  public Tensor geluTanh() {
    return apply(Ops.GELU_TANH, this);
  }

  public Tensor silu() {
    return apply(Ops.SILU, this);
  }

  public Tensor softplus() {
    return apply(Ops.SOFTPLUS, this);
  }

  public Tensor erf() {
    return apply(Ops.ERF, this);
  }

  public Tensor sin() {
    return apply(Ops.SIN, this);
  }

  public Tensor cos() {
    return apply(Ops.COS, this);
  }

  public Tensor maximum(Tensor other) {
    return apply(Ops.MAXIMUM, this, other);
  }

  public Tensor minimum(Tensor other) {
    return apply(Ops.MINIMUM, this, other);
  }

  /// Every element kept between `min` and `max`; an infinite bound does not bind.
  public Tensor clamp(double min, double max) {
    return apply(new Clamp(min, max), this);
  }

  /// This tensor where `condition` is true, else `other`.
  public Tensor where(Tensor condition, Tensor other) {
    return apply(Ops.WHERE, condition, this, other);
  }

  /// The elements, with `value` where `mask` is true.
  public Tensor maskedFill(Tensor mask, double value) {
    return apply(Ops.WHERE, mask, number(value), this);
  }

  /// In another dtype; itself where it has it already.
  public Tensor to(DType dtype) {
    return dtype == dtype() ? this : apply(new To(dtype), this);
  }

  // Comparisons and logic, element by element: bool tensors

  public Tensor lt(Tensor other) {
    return apply(Ops.LESS, this, other);
  }

  public Tensor lt(double other) {
    return lt(number(other));
  }

  public Tensor le(Tensor other) {
    return apply(Ops.LESS_EQUAL, this, other);
  }

  public Tensor le(double other) {
    return le(number(other));
  }

  public Tensor gt(Tensor other) {
    return apply(Ops.GREATER, this, other);
  }

  public Tensor gt(double other) {
    return gt(number(other));
  }

  public Tensor ge(Tensor other) {
    return apply(Ops.GREATER_EQUAL, this, other);
  }

  public Tensor ge(double other) {
    return ge(number(other));
  }

  public Tensor eq(Tensor other) {
    return apply(Ops.EQUAL, this, other);
  }

  public Tensor eq(double other) {
    return eq(number(other));
  }

  public Tensor ne(Tensor other) {
    return apply(Ops.NOT_EQUAL, this, other);
  }

  public Tensor ne(double other) {
    return ne(number(other));
  }

  public Tensor logicalAnd(Tensor other) {
    return apply(Ops.LOGICAL_AND, this, other);
  }

  public Tensor logicalOr(Tensor other) {
    return apply(Ops.LOGICAL_OR, this, other);
  }

  public Tensor logicalXor(Tensor other) {
    return apply(Ops.LOGICAL_XOR, this, other);
  }

  public Tensor logicalNot() {
    return apply(Ops.LOGICAL_NOT, this);
  }

  public Tensor isNan() {
    return apply(Ops.IS_NAN, this);
  }

  public Tensor isFinite() {
    return apply(Ops.IS_FINITE, this);
  }

  // Reductions; without dimensions they take all

  public Tensor sum() {
    return sum(new int[0], false);
  }

  public Tensor sum(int dim, boolean keepDim) {
    return sum(new int[] {dim}, keepDim);
  }

  public Tensor sum(int[] dims, boolean keepDim) {
    return apply(new Sum(Axes.of("sum", shape(), dims), keepDim), this);
  }

  public Tensor mean() {
    return mean(new int[0], false);
  }

  public Tensor mean(int dim, boolean keepDim) {
    return mean(new int[] {dim}, keepDim);
  }

  public Tensor mean(int[] dims, boolean keepDim) {
    return apply(new Mean(Axes.of("mean", shape(), dims), keepDim), this);
  }

  /// The variance with Bessel's correction.
  public Tensor var() {
    return var(new int[0], 1, false);
  }

  /// The variance with Bessel's correction.
  public Tensor var(int dim, boolean keepDim) {
    return var(new int[] {dim}, 1, keepDim);
  }

  /// The variance with divisor N − `correction`.
  public Tensor var(int[] dims, int correction, boolean keepDim) {
    return apply(new Var(Axes.of("var", shape(), dims), correction, keepDim), this);
  }

  /// The standard deviation with Bessel's correction.
  public Tensor std() {
    return std(new int[0], 1, false);
  }

  /// The standard deviation with Bessel's correction.
  public Tensor std(int dim, boolean keepDim) {
    return std(new int[] {dim}, 1, keepDim);
  }

  /// The standard deviation with divisor N − `correction`.
  public Tensor std(int[] dims, int correction, boolean keepDim) {
    return apply(new Std(Axes.of("std", shape(), dims), correction, keepDim), this);
  }

  /// The largest element; ties share the gradient.
  public Tensor max() {
    return max(new int[0], false);
  }

  /// The largest elements along `dim`; of ties the first has the gradient. Where they are:
  /// [#argmax].
  public Tensor max(int dim, boolean keepDim) {
    return rank() == 0 ? max() : apply(new MaxAlong(axis("max", dim), keepDim), this);
  }

  /// The largest elements over several dimensions; ties share the gradient.
  public Tensor max(int[] dims, boolean keepDim) {
    return apply(new Max(Axes.of("max", shape(), dims), keepDim), this);
  }

  /// The smallest element; ties share the gradient.
  public Tensor min() {
    return min(new int[0], false);
  }

  /// The smallest elements along `dim`; of ties the first has the gradient.
  public Tensor min(int dim, boolean keepDim) {
    return rank() == 0 ? min() : apply(new MinAlong(axis("min", dim), keepDim), this);
  }

  /// The smallest elements over several dimensions; ties share the gradient.
  public Tensor min(int[] dims, boolean keepDim) {
    return apply(new Min(Axes.of("min", shape(), dims), keepDim), this);
  }

  /// The row-major index of the first largest element.
  public Tensor argmax() {
    return apply(new Argmax(Axes.all(rank()), false), this);
  }

  public Tensor argmax(int dim, boolean keepDim) {
    return apply(new Argmax(Axes.of("argmax", shape(), dim), keepDim), this);
  }

  /// The row-major index of the first smallest element.
  public Tensor argmin() {
    return apply(new Argmin(Axes.all(rank()), false), this);
  }

  public Tensor argmin(int dim, boolean keepDim) {
    return apply(new Argmin(Axes.of("argmin", shape(), dim), keepDim), this);
  }

  public Tensor prod() {
    return prod(new int[0], false);
  }

  public Tensor prod(int dim, boolean keepDim) {
    return prod(new int[] {dim}, keepDim);
  }

  /// The product over `dims`, composed of pairwise products, so that zeros need no special rule.
  public Tensor prod(int[] dims, boolean keepDim) {
    return Compositions.prod(this, Axes.of("prod", shape(), dims), keepDim);
  }

  public Tensor logsumexp(int dim, boolean keepDim) {
    return logsumexp(new int[] {dim}, keepDim);
  }

  public Tensor logsumexp(int[] dims, boolean keepDim) {
    return apply(new Logsumexp(Axes.of("logsumexp", shape(), dims), keepDim), this);
  }

  public Tensor cumsum(int dim) {
    return apply(new Cumsum(axis("cumsum", dim), false), this);
  }

  public Tensor any() {
    return any(new int[0], false);
  }

  public Tensor any(int[] dims, boolean keepDim) {
    return apply(new Any(Axes.of("any", shape(), dims), keepDim), this);
  }

  public Tensor all() {
    return all(new int[0], false);
  }

  public Tensor all(int[] dims, boolean keepDim) {
    return apply(new All(Axes.of("all", shape(), dims), keepDim), this);
  }

  public Tensor softmax(int dim) {
    Softmax softmax = new Softmax(axis("softmax", dim));
    return rank() == 0 ? apply(softmax, unsqueeze(0)).squeeze(0) : apply(softmax, this);
  }

  public Tensor logSoftmax(int dim) {
    LogSoftmax softmax = new LogSoftmax(axis("logSoftmax", dim));
    return rank() == 0 ? apply(softmax, unsqueeze(0)).squeeze(0) : apply(softmax, this);
  }

  // Views

  /// In another shape of as many elements; one size may be −1. A view where the strides allow it.
  public Tensor reshape(int... shape) {
    return Views.reshape("reshape", this, shape);
  }

  /// As [#reshape], but never a copy.
  public Tensor view(int... shape) {
    return Views.view(this, shape);
  }

  public Tensor flatten() {
    return Views.flatten(this, 0, -1);
  }

  /// Dimensions `from` to `to` as one.
  public Tensor flatten(int from, int to) {
    return Views.flatten(this, from, to);
  }

  public Tensor transpose(int dim0, int dim1) {
    return Views.transpose(this, dim0, dim1);
  }

  /// The two dimensions of a matrix exchanged; fewer than two stay.
  public Tensor t() {
    return Views.t(this);
  }

  public Tensor permute(int... dims) {
    return Views.permute("permute", this, dims);
  }

  public Tensor expand(int... shape) {
    return apply(new Expand(Views.expanded(shape(), shape)), this);
  }

  /// Without its dimensions of size 1.
  public Tensor squeeze() {
    return Views.squeeze(this);
  }

  /// Without dimension `dim`, where that has size 1.
  public Tensor squeeze(int dim) {
    return Views.squeeze(this, dim);
  }

  public Tensor unsqueeze(int dim) {
    int at = Axes.insertion("unsqueeze", shape(), dim);
    return apply(new Unsqueeze(Axes.single(at)), this);
  }

  /// Positions `start` to `stop`−1 of `dim`, every `step`-th.
  public Tensor slice(int dim, int start, int stop, int step) {
    return Views.slice(this, dim, start, stop, step);
  }

  /// `length` positions of `dim` from `start`.
  public Tensor narrow(int dim, int start, int length) {
    return Views.narrow(this, dim, start, length);
  }

  /// Position `index` of `dim`, without that dimension.
  public Tensor select(int dim, int index) {
    return Views.select(this, dim, index);
  }

  /// Parts of `size` positions along `dim`, the last one perhaps smaller.
  public List<Tensor> split(int size, int dim) {
    return Views.split(this, size, dim);
  }

  /// At most `count` parts of equal size along `dim`, the last one perhaps smaller.
  public List<Tensor> chunk(int count, int dim) {
    return Views.chunk(this, count, dim);
  }

  public static Tensor cat(List<Tensor> tensors, int dim) {
    return Views.cat(tensors, dim);
  }

  public static Tensor stack(List<Tensor> tensors, int dim) {
    return Views.stack(tensors, dim);
  }

  /// Row-major, copied where it is not.
  public Tensor contiguous() {
    return isContiguous() ? this : copy();
  }

  /// A copy with storage of its own; recorded.
  public Tensor copy() {
    return apply(new dev.chainrule.op.view.Clone(), this);
  }

  // Reading and writing by index

  /// The part that the indices name, as in `x[1, 2:5, None, ..., index]`.
  public Tensor index(Index... indices) {
    return Indexing.read(this, List.of(indices));
  }

  /// A copy with `values`, broadcast, written where the indices name.
  public Tensor indexPut(Tensor values, Index... indices) {
    return Indexing.write(this, values, List.of(indices));
  }

  public Tensor gather(int dim, Tensor index) {
    return apply(new Gather(axis("gather", dim)), this, index);
  }

  public Tensor indexSelect(int dim, Tensor index) {
    return apply(new IndexSelect(axis("indexSelect", dim)), this, index);
  }

  /// A copy with the rows of `source` added where `index` names them.
  public Tensor indexAdd(int dim, Tensor index, Tensor source) {
    return apply(new IndexAdd(axis("indexAdd", dim)), this, index, source);
  }

  public Tensor scatterAdd(int dim, Tensor index, Tensor source) {
    return apply(new ScatterAdd(axis("scatterAdd", dim)), this, index, source);
  }

  /// The elements at row-major positions.
  public Tensor take(Tensor positions) {
    return apply(new Take(), this, positions);
  }

  /// The rows of this weight \[n, d\] that `index`, of any shape, names.
  public Tensor embedding(Tensor index) {
    return apply(new Embedding(), this, index);
  }

  /// For each index a row of `classes` zeros with a one at it; int64.
  public Tensor oneHot(int classes) {
    return apply(new OneHot(classes), this);
  }

  /// Zeros above diagonal `diagonal` of the last two dimensions.
  public Tensor tril(int diagonal) {
    return apply(new Triangle(true, diagonal), this);
  }

  /// Zeros below diagonal `diagonal` of the last two dimensions.
  public Tensor triu(int diagonal) {
    return apply(new Triangle(false, diagonal), this);
  }

  // Products

  public Tensor matmul(Tensor other) {
    return apply(Matmul.of(shape(), other.shape()), this, other);
  }

  /// The sum of products of two vectors.
  public Tensor dot(Tensor other) {
    return Compositions.dot(this, other);
  }

  /// Every product of an element of this vector with one of `other`: \[n\], \[m\] give \[n, m\].
  public Tensor outer(Tensor other) {
    return Compositions.outer(this, other);
  }

  /// x·weightᵀ + bias, with a weight \[out, in\].
  public Tensor linear(Tensor weight, @Nullable Tensor bias) {
    return Compositions.linear(this, weight, bias);
  }

  /// Einstein's summation: `einsum("ij,jk->ik", a, b)`.
  public static Tensor einsum(String equation, Tensor... operands) {
    return Einsum.einsum(equation, List.of(operands));
  }

  // Losses and layers

  /// The mean cross entropy of these logits with class indices (int64) or target probabilities.
  public Tensor crossEntropy(Tensor target) {
    return Compositions.crossEntropy(this, target);
  }

  public Tensor mseLoss(Tensor target) {
    return apply(new MseLoss(), this, target);
  }

  public Tensor binaryCrossEntropyWithLogits(Tensor target) {
    return apply(new BinaryCrossEntropyWithLogits(), this, target);
  }

  /// Batch norm of \[n, c\] or \[n, c, …\], with the variance over N − `correction`: 0 as PyTorch
  /// trains, 1 for Bessel's.
  public Tensor batchNorm(Tensor weight, Tensor bias, double eps, int correction) {
    return Compositions.batchNorm(this, weight, bias, eps, correction);
  }

  /// Layer norm over the dimensions of `weight`, the last ones of this tensor.
  public Tensor layerNorm(Tensor weight, Tensor bias, double eps) {
    return Compositions.layerNorm(this, weight, bias, eps);
  }

  /// softmax(Q·Kᵀ/√e)·V, this tensor being Q.
  public Tensor scaledDotProductAttention(Tensor key, Tensor value, boolean causal) {
    return Compositions.attention(this, key, value, causal);
  }

  /// Attention of several heads between the queries, keys and values that lie side by side in this
  /// tensor: \[n, length, 3·channels\] gives \[n, length, channels\]. The heads share the channels,
  /// in order.
  public Tensor selfAttention(int heads, boolean causal) {
    return apply(new SelfAttention(shape(), heads, causal), this);
  }

  // Writing in place: updates, never recorded

  /// Adds `alpha`·`other`. Free on leaves and outside graphs; the result of a recorded operation
  /// refuses.
  public Tensor addInPlace(Tensor other, double alpha) {
    return Updates.add(this, other, alpha);
  }

  public Tensor addInPlace(Tensor other) {
    return Updates.write("addInPlace", this, detach().add(other.detach()));
  }

  public Tensor mulInPlace(double factor) {
    return Updates.write("mulInPlace", this, detach().mul(factor));
  }

  /// Overwrites every element with those of `other`, broadcast.
  public Tensor copyInPlace(Tensor other) {
    return Updates.write("copyInPlace", this, other.detach());
  }

  public Tensor fillInPlace(double value) {
    return Updates.write("fillInPlace", this, number(value));
  }

  private int axis(String operation, int dim) {
    return Axes.axis(operation, shape(), dim);
  }
}
