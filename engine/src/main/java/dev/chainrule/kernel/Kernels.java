package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;
import org.jspecify.annotations.Nullable;

/// The loops that all numeric work comes down to.
///
/// Outputs named `out` are row-major and overwritten whole, whatever was in them; only `put` and
/// `addAt` change some elements of what is there. Operands are already broadcast: a stride is 0
/// along a dimension that they repeat. The result of an element never depends on which loop body or
/// chunk it fell into.
public interface Kernels {
  /// The kernels in use: those by the Vector API where the JVM has its module, else plain loops.
  static Kernels active() {
    return ActiveKernels.CHOSEN;
  }

  /// `program` made ready to run, or null where these kernels compute functions one by one only.
  default @Nullable Loop prepare(Program program) {
    return null;
  }

  void map(Function1 f, int[] sizes, Strided x, Buffer out);

  void map(Function2 f, int[] sizes, Strided a, Strided b, Buffer out);

  void map(Function3 f, int[] sizes, Strided a, Strided b, Strided c, Buffer out);

  /// Copies `from` to `to`, converting to its type.
  void copy(int[] sizes, Strided from, Strided to);

  /// Folds the dimensions `folded` of `x` for each position of the dimensions `kept`.
  void reduce(
      Reduction reduction,
      Buffer x,
      int offset,
      int[] keptSizes,
      int[] keptStrides,
      int[] foldedSizes,
      int[] foldedStrides,
      Buffer out);

  /// The softmax of each of `rows` rows of `size` elements, one after another from `offset`, or
  /// where `log` its logarithm, into all of `out`.
  ///
  /// @return false, with nothing done, where plain operations must serve
  default boolean softmax(Buffer x, int offset, int rows, int size, boolean log, Buffer out) {
    return false;
  }

  /// The mean over rows, as above, of log Σ eˣ − x\[target\], with one of `targets`, which are
  /// indices within a row, for each, into the only element of `out`.
  ///
  /// @return false, with nothing done, where plain operations must serve
  default boolean crossEntropy(
      Buffer x, int offset, int rows, int size, Buffer targets, int targetsOffset, Buffer out) {
    return false;
  }

  /// Normalizes the matrix `x`, all of the buffer, multiplies its rows by `weight` and adds `bias`,
  /// each of a row's size.
  ///
  /// @return false, with nothing done, where plain operations must serve
  default boolean normalize(Normalization how, Buffer x, Buffer weight, Buffer bias, Buffer out) {
    return false;
  }

  /// What the gradient `g` of the result of [#normalize] contributes to the gradients of x, of its
  /// weight and of its bias, where these are wanted. The weight is not read, and may be null, where
  /// the gradient of x is not.
  ///
  /// @return false, with nothing done, where plain operations must serve
  default boolean normalizeGradients(
      Normalization how,
      Buffer x,
      @Nullable Buffer weight,
      Buffer g,
      @Nullable Buffer outX,
      @Nullable Buffer outWeight,
      @Nullable Buffer outBias) {
    return false;
  }

  /// What the gradient `g` of the softmax `y` of each of `rows` rows of `size` elements, all of the
  /// buffers, contributes to the gradient of what it was taken of.
  ///
  /// @return false, with nothing done, where plain operations must serve
  default boolean softmaxGradient(Buffer y, Buffer g, int rows, int size, Buffer out) {
    return false;
  }

  /// Running sums along a dimension of `size` elements, for each row of the other dimensions; from
  /// the end where `reverse`.
  void cumsum(
      Buffer x,
      int[] rowOffsets,
      int size,
      int stride,
      boolean reverse,
      Buffer out,
      int[] outOffsets,
      int outStride);

  /// out\[m, n\] = a\[m, k\] · b\[k, n\], row-major from `outOffset`; nothing is written where k is
  /// 0.
  void matmul(int m, int n, int k, Strided a, Strided b, Buffer out, int outOffset);

  /// The products, each as above, of as many matrices `a` with as many `b`, one after another in
  /// `out`.
  default void matmul(int m, int n, int k, Matrices a, Matrices b, Buffer out) {
    for (int i = 0; i < a.count(); i++) {
      matmul(m, n, k, a.at(i), b.at(i), out, i * m * n);
    }
  }

  /// Attention of each head into its matrix of `out`, whose rows have no gaps. Where there is room
  /// for `weights`, those of all heads are left there for the gradient.
  ///
  /// @return false, with nothing done, where plain operations must serve
  default boolean attention(Attention how, Heads in, @Nullable Buffer weights, Matrices out) {
    return false;
  }

  /// What the gradient `g` of the result of [#attention] gives queries, keys and values, into
  /// `out`, whose rows have no gaps.
  ///
  /// @param weights what [#attention] left, or null
  /// @return false, with nothing done, where plain operations must serve
  default boolean attentionGradient(
      Attention how, Heads in, @Nullable Buffer weights, Matrices g, Heads out) {
    return false;
  }

  /// Copies runs of `length` elements: the one that begins at starts\[i\] of `x` becomes number i
  /// of `out`.
  void take(Buffer x, int[] starts, int length, Buffer out);

  /// Writes run number i of `x` where starts\[i\] says in `out`; of equal starts the last wins.
  void put(Buffer x, int[] starts, int length, Buffer out);

  /// Adds run number i of `x` where starts\[i\] says in `out`, one after another.
  void addAt(Buffer x, int[] starts, int length, Buffer out);
}
