package dev.chainrule.op;

import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.OneHot;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.SqueezeBack;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.op.view.UnsqueezeBack;
import dev.chainrule.shape.Axes;
import java.util.List;

/// What the rules of all operations are written against: [Algebra] and whole tensors.
public interface TensorAlgebra<T> extends Algebra<T> {
  T apply(Operation operation, List<T> inputs);

  @Override
  default T apply(Elementwise operation, List<T> inputs) {
    return apply((Operation) operation, inputs);
  }

  default T softplus(T a) {
    return apply(Ops.SOFTPLUS, List.of(a));
  }

  default T sum(T a, Axes axes, boolean keepDim) {
    return apply(new Sum(axes, keepDim), List.of(a));
  }

  default T mean(T a, Axes axes, boolean keepDim) {
    return apply(new Mean(axes, keepDim), List.of(a));
  }

  /// The sum of all elements, 0-d.
  default T sumAll(T a) {
    return apply(Ops.TOTAL, List.of(a));
  }

  default T softmax(T a, int dim) {
    return apply(new Softmax(dim), List.of(a));
  }

  default T logSoftmax(T a, int dim) {
    return apply(new LogSoftmax(dim), List.of(a));
  }

  /// `a` summed over the axes along which an array like `like` was broadcast, in its dtype.
  default T unbroadcast(T a, T like) {
    return apply(Ops.UNBROADCAST, List.of(a, like));
  }

  /// `a` repeated to the shape of `like`.
  default T expandTo(T a, T like) {
    return apply(Ops.EXPAND_TO, List.of(a, like));
  }

  default T reshapeLike(T a, T like) {
    return apply(Ops.RESHAPE_LIKE, List.of(a, like));
  }

  default T unsqueeze(T a, Axes axes) {
    return apply(new Unsqueeze(axes), List.of(a));
  }

  default T squeeze(T a, Axes axes) {
    return apply(new Squeeze(axes), List.of(a));
  }

  /// A dimension of size 1 after the last.
  default T unsqueezeLast(T a) {
    return apply(new UnsqueezeBack(1), List.of(a));
  }

  /// A dimension of size 1 before the last.
  default T unsqueezeRow(T a) {
    return apply(new UnsqueezeBack(2), List.of(a));
  }

  default T squeezeLast(T a) {
    return apply(new SqueezeBack(1), List.of(a));
  }

  default T squeezeRow(T a) {
    return apply(new SqueezeBack(2), List.of(a));
  }

  /// The last two dimensions exchanged.
  default T transpose(T a) {
    return apply(Ops.TRANSPOSE, List.of(a));
  }

  default T matmul(T a, T b) {
    return apply(Ops.MATMUL, List.of(a, b));
  }

  default T zerosLike(T a) {
    return apply(Ops.ZEROS_LIKE, List.of(a));
  }

  /// How many elements of an array like `many` fall on one of an array like `few`.
  default T count(T many, T few) {
    return apply(Ops.COUNT, List.of(many, few));
  }

  default T gather(T a, int dim, T index) {
    return apply(new Gather(dim), List.of(a, index));
  }

  default T scatterAdd(T a, int dim, T index, T source) {
    return apply(new ScatterAdd(dim), List.of(a, index, source));
  }

  default T indexAdd(T a, int dim, T index, T source) {
    return apply(new IndexAdd(dim), List.of(a, index, source));
  }

  default T oneHot(T index, int classes) {
    return apply(new OneHot(classes), List.of(index));
  }
}
