package dev.chainrule.check.code;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Numbers;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.elementwise.Equal;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rules read as code in some language: what a person would write for them. Each piece is computed
/// as it is written, so that what a line gives is known without running it.
public abstract class Spelling implements TensorAlgebra<Code> {
  /// Operations that are functions by the same name in every language.
  private static final Map<Operation, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry(Ops.EXP, "exp"),
          Map.entry(Ops.LOG, "log"),
          Map.entry(Ops.SQRT, "sqrt"),
          Map.entry(Ops.RSQRT, "rsqrt"),
          Map.entry(Ops.TANH, "tanh"),
          Map.entry(Ops.SIGMOID, "sigmoid"),
          Map.entry(Ops.RELU, "relu"),
          Map.entry(Ops.ERF, "erf"),
          Map.entry(Ops.SIN, "sin"),
          Map.entry(Ops.COS, "cos"),
          Map.entry(Ops.ABS, "abs"),
          Map.entry(Ops.SIGN, "sign"));

  Spelling() {}

  /// The functions of a language: those of every one, and its own.
  static Map<Operation, String> functions(Map<Operation, String> own) {
    Map<Operation, String> all = new HashMap<>(FUNCTIONS);
    all.putAll(own);
    return Map.copyOf(all);
  }

  /// A number as the language writes it.
  public abstract Code number(NdArray value);

  /// Whether a variable may be called so.
  public abstract boolean isName(String name);

  /// The outer product of two vectors.
  public final Code outer(Code a, Code b) {
    NdArray column = unsqueezed(a.value(), 1);
    return outer(a, b, Numbers.INSTANCE.mul(column, unsqueezed(b.value(), 0)));
  }

  private static NdArray unsqueezed(NdArray x, int at) {
    return Numbers.INSTANCE.unsqueeze(x, Axes.single(at));
  }

  /// Zeros like `like`, a matrix, with each of `rows` added to the row that `index` says.
  public final Code addedRows(Code like, Code index, Code rows) {
    Numbers n = Numbers.INSTANCE;
    Shape all = Shape.of(index.value().numel(), like.value().shape().size(1));
    NdArray flat = Copies.reshape(index.value(), Shape.of(all.size(0)));
    NdArray source = Copies.reshape(rows.value(), all);
    return addedRows(like, index, rows, n.indexAdd(n.zerosLike(like.value()), 0, flat, source));
  }

  abstract Code outer(Code a, Code b, NdArray value);

  abstract Code addedRows(Code like, Code index, Code rows, NdArray value);

  abstract Code write(Operation operation, List<Code> x, NdArray value);

  abstract Code expanded(Code x, NdArray value);

  abstract Code sum(Code x, int[] dims, boolean keepDim, NdArray value);

  abstract Code product(Code a, Code b, NdArray value);

  abstract Code opposite(Code condition);

  abstract Code choice(Code condition, Code a, Code b, NdArray value);

  @Override
  public Code constant(double value) {
    return number(NdArray.number(value));
  }

  /// @throws Unwritable for an operation that has no short form
  @Override
  public Code apply(Operation operation, List<Code> x) {
    NdArray value = operation.forward(x.stream().map(Code::value).toList());
    Code simple = simplified(operation, x, value);
    if (simple != null) {
      return simple;
    }
    if (operation.equals(Ops.COUNT)) {
      return number(value);
    }
    if (operation.equals(Ops.WHERE)) {
      return where(x.get(0), x.get(1), x.get(2), value);
    }
    if (operation.equals(Ops.UNBROADCAST)) {
      return unbroadcast(x.get(0), value);
    }
    return write(operation, x, value);
  }

  /// What can be told from the numbers in it: a factor of 1, a term of 0, a number in another
  /// shape.
  private @Nullable Code simplified(Operation operation, List<Code> x, NdArray value) {
    Code a = x.getFirst();
    Code b = x.getLast();
    if (operation instanceof Reshape || operation instanceof Unsqueeze) {
      Code number = a.repeated() == null ? a : a.repeated();
      return number.value().isNumber() ? expand(number, value) : null;
    }
    Code base = a.repeated();
    if (operation.equals(Ops.NEG) && base != null) {
      return expand(neg(base), value);
    }
    if (operation.equals(Ops.MUL) && a.text().equals("-1")) {
      return expand(neg(b), value);
    }
    if (operation.equals(Ops.MUL)) {
      return a.isOne() || b.isOne()
          ? expand(a.isOne() ? b : a, value)
          : a.beside(b).isReciprocal() ? reciprocal(a.beside(b), b, value) : null;
    }
    if (operation.equals(Ops.SUB)) {
      boolean areWhole = a.isWhole() && b.isWhole();
      return areWhole ? number(value) : b.isZero() ? expand(a, value) : null;
    }
    boolean isUnchanged =
        (operation.equals(Ops.DIV) && b.isOne()) || (operation.equals(Ops.POW) && b.isOne());
    return isUnchanged ? expand(a, value) : null;
  }

  /// `b / k` in the place of `1 / k * b`.
  private Code reciprocal(Code a, Code b, NdArray value) {
    String divisor = a.text().substring(a.text().indexOf('/') + 1).strip();
    return write(Ops.DIV, List.of(b, number(NdArray.number(Double.parseDouble(divisor)))), value);
  }

  final Code expand(Code x, NdArray value) {
    Code base = x.repeated() == null ? x : x.repeated();
    return x.value().shape().equals(value.shape()) ? x : expanded(base, value);
  }

  /// A choice between something and zero is a product with the condition. Where no elements tie,
  /// what belongs to ties is left out.
  private Code where(Code condition, Code a, Code b, NdArray value) {
    if (condition.made() instanceof Equal && isFalse(condition.value())) {
      return b;
    }
    if (b.isZero()) {
      return product(a, condition, value);
    }
    return a.isZero() ? product(b, opposite(condition), value) : choice(condition, a, b, value);
  }

  private static boolean isFalse(NdArray condition) {
    return IntStream.range(0, condition.numel()).allMatch(i -> condition.get(i) == 0);
  }

  /// The sums that bring `x` to the shape of `value`: leading axes first, then those that were 1.
  private Code unbroadcast(Code x, NdArray value) {
    Shape from = x.value().shape();
    Shape to = value.shape();
    int extra = from.rank() - to.rank();
    int[] leading = IntStream.range(0, extra).toArray();
    int[] ones =
        IntStream.range(0, to.rank())
            .filter(d -> to.size(d) == 1 && from.size(d + extra) != 1)
            .toArray();
    if (extra == 0) {
      return ones.length == 0 ? x : sum(x, ones, true, value);
    }
    if (ones.length > 0) {
      throw new Unwritable("unbroadcast");
    }
    return sum(x, leading, false, value);
  }

  /// Whether only the last two dimensions change places.
  static boolean isTransposition(Permute permute) {
    List<Integer> order = permute.order();
    int rank = order.size();
    boolean isSo = rank >= 2 && order.get(rank - 1) == rank - 2 && order.get(rank - 2) == rank - 1;
    for (int d = 0; d < rank - 2; d++) {
      isSo &= order.get(d) == d;
    }
    return isSo;
  }

  static String list(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(", "));
  }
}
