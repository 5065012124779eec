package dev.chainrule.check.python;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.op.elementwise.Where;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.OneHot;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.op.reduce.MaxAlong;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Unbroadcast;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.ExpandTo;
import dev.chainrule.op.view.Permute;
import dev.chainrule.op.view.Reshape;
import dev.chainrule.op.view.ReshapeLike;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.SqueezeBack;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.op.view.UnsqueezeBack;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rules read as PyTorch: what a person would write for them.
public final class Python implements TensorAlgebra<Code> {
  public static final Python INSTANCE = new Python();

  /// Operations that are functions of `torch` by the same name.
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
          Map.entry(Ops.SIGN, "sign"),
          Map.entry(Ops.ZEROS_LIKE, "zeros_like"),
          Map.entry(Ops.MAXIMUM, "maximum"),
          Map.entry(Ops.MINIMUM, "minimum"));

  private static final Map<Operation, String> COMPARISONS =
      Map.of(
          Ops.LESS, "<",
          Ops.LESS_EQUAL, "<=",
          Ops.GREATER, ">",
          Ops.GREATER_EQUAL, ">=",
          Ops.EQUAL, "==",
          Ops.NOT_EQUAL, "!=");

  private static final Map<String, String> OPPOSITES =
      Map.of("<", ">=", "<=", ">", ">", "<=", ">=", "<", "==", "!=", "!=", "==");

  private Python() {}

  @Override
  public Code constant(double value) {
    return number(NdArray.number(value));
  }

  /// A number as Python writes it.
  public static Code number(NdArray value) {
    double number = value.get(0);
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e9;
    String text = isWhole ? Long.toString((long) number) : digits(number);
    return new Code(text, number < 0 ? Code.SIGN : Code.ATOM, value);
  }

  private static String digits(double number) {
    if (Double.isNaN(number)) {
      return "float(\"nan\")";
    }
    if (Double.isInfinite(number)) {
      return "float(\"%s\")".formatted(number > 0 ? "inf" : "-inf");
    }
    return Double.toString(number).replace(".0E", "e").replace('E', 'e');
  }

  /// @throws Unwritable for an operation that has no short form
  @Override
  public Code apply(Operation operation, List<Code> x) {
    NdArray value = operation.forward(x.stream().map(Code::value).toList());
    Code infix = infix(operation, x, value);
    return infix != null ? infix : call(operation, x, value);
  }

  private static @Nullable Code infix(Operation operation, List<Code> x, NdArray value) {
    if (operation.equals(Ops.ADD)) {
      return joined(x, "+", Code.SUM, Code.SUM, value);
    }
    if (operation.equals(Ops.SUB)) {
      return joined(x, "-", Code.SUM, Code.PRODUCT, value);
    }
    if (operation.equals(Ops.MUL)) {
      return product(x.get(0), x.get(1), value);
    }
    if (operation.equals(Ops.DIV)) {
      return x.get(1).isOne()
          ? expand(x.get(0), value)
          : joined(x, "/", Code.PRODUCT, Code.SIGN, value);
    }
    if (operation instanceof Matmul) {
      return joined(x, "@", Code.PRODUCT, Code.SIGN, value);
    }
    if (operation.equals(Ops.NEG)) {
      return new Code("-" + x.get(0).within(Code.SIGN), Code.SIGN, value);
    }
    if (operation.equals(Ops.SQUARE)) {
      return new Code(x.get(0).within(Code.ATOM) + "**2", Code.POWER, value);
    }
    if (operation.equals(Ops.POW)) {
      return x.get(1).isOne()
          ? x.get(0)
          : new Code(
              x.get(0).within(Code.ATOM) + "**" + x.get(1).within(Code.SIGN), Code.POWER, value);
    }
    if (operation.equals(Ops.RECIPROCAL)) {
      return new Code("1 / " + x.get(0).within(Code.SIGN), Code.PRODUCT, value);
    }
    String comparison = COMPARISONS.get(operation);
    return comparison == null ? null : joined(x, comparison, Code.COMPARISON, Code.SUM, value);
  }

  private static Code joined(List<Code> x, String sign, int own, int right, NdArray value) {
    // A product of matrices repeats nothing.
    boolean repeats = !sign.equals("@");
    Code a = repeats ? x.get(0).beside(x.get(1)) : x.get(0);
    boolean isTaken = !a.text().equals(x.get(0).text());
    Code b = repeats && !isTaken ? x.get(1).beside(a) : x.get(1);
    String text = a.within(own) + " " + sign + " " + b.within(right);
    return new Code(text, own, value);
  }

  private static Code product(Code a, Code b, NdArray value) {
    if (a.isOne() || b.isOne()) {
      return expand(a.isOne() ? b : a, value);
    }
    return joined(List.of(a, b), "*", Code.PRODUCT, Code.SIGN, value);
  }

  private static Code call(Operation operation, List<Code> x, NdArray value) {
    Code first = x.get(0);
    String function = FUNCTIONS.get(operation);
    if (function != null) {
      String arguments = x.stream().map(Code::text).collect(Collectors.joining(", "));
      return atom("torch." + function + "(" + arguments + ")", value);
    }
    return switch (operation) {
      case Where where -> where(x, value);
      case Sum sum -> sum(first, sum.axes(), sum.keepDim(), value);
      case Mean mean -> method(first, "mean", folded(mean.axes(), mean.keepDim(), first), value);
      case Max max -> method(first, "amax", folded(max.axes(), max.keepDim(), first), value);
      case MaxAlong max ->
          atom(
              first.within(Code.ATOM)
                  + ".max(%d%s).values".formatted(max.dim(), max.keepDim() ? ", keepdim=True" : ""),
              value);
      case Var var -> variance(first, var, value);
      case Softmax softmax ->
          atom("torch.softmax(%s, %d)".formatted(first.text(), softmax.dim()), value);
      case LogSoftmax softmax ->
          atom("torch.log_softmax(%s, %d)".formatted(first.text(), softmax.dim()), value);
      case Unbroadcast unbroadcast -> unbroadcast(first, value);
      case OneHot oneHot ->
          atom(
              "torch.nn.functional.one_hot(%s, %d)".formatted(first.text(), oneHot.classes()),
              value);
      case Gather gather ->
          method(first, "gather", "%d, %s".formatted(gather.dim(), x.get(1).text()), value);
      case ScatterAdd add -> scatter("scatter_add_", add.dim(), x, value);
      case IndexAdd add when x.get(1).value().shape().rank() == 1 ->
          scatter("index_add_", add.dim(), x, value);
      default -> view(operation, first, value);
    };
  }

  private static Code view(Operation operation, Code first, NdArray value) {
    if (operation.equals(Ops.TRANSPOSE)) {
      boolean isMatrix = first.value().shape().rank() == 2;
      return atom(first.within(Code.ATOM) + (isMatrix ? ".T" : ".transpose(-2, -1)"), value);
    }
    if (operation.equals(Ops.TOTAL)) {
      return method(first, "sum", "", value);
    }
    if (operation.equals(Ops.COUNT)) {
      return number(value);
    }
    return switch (operation) {
      case Expand expand -> expand(first, value);
      case ExpandTo expand -> expand(first, value);
      case Reshape reshape -> method(first, "reshape", sizes(value.shape()), value);
      case ReshapeLike reshape -> method(first, "reshape", sizes(value.shape()), value);
      case Permute permute ->
          method(
              first,
              "permute",
              permute.order().stream().map(String::valueOf).collect(Collectors.joining(", ")),
              value);
      case Unsqueeze unsqueeze when unsqueeze.axes().count() == 1 ->
          method(first, "unsqueeze", dims(unsqueeze.axes()), value);
      case Squeeze squeeze when squeeze.axes().count() == 1 ->
          method(first, "squeeze", dims(squeeze.axes()), value);
      case UnsqueezeBack unsqueeze ->
          method(first, "unsqueeze", String.valueOf(-unsqueeze.fromEnd()), value);
      case SqueezeBack squeeze ->
          method(first, "squeeze", String.valueOf(-squeeze.fromEnd()), value);
      case Unsqueeze unsqueeze -> method(first, "reshape", sizes(value.shape()), value);
      case Squeeze squeeze -> method(first, "reshape", sizes(value.shape()), value);
      case Slice slice -> throw new Unwritable("slice");
      default -> throw new Unwritable(operation.name());
    };
  }

  private static Code expand(Code x, NdArray value) {
    if (x.value().shape().equals(value.shape())) {
      return x;
    }
    if (x.isOne()) {
      return new Code(x.text(), x.binding(), value);
    }
    String text = "%s.expand(%s)".formatted(x.within(Code.ATOM), sizes(value.shape()));
    return new Code(text, Code.ATOM, value, x);
  }

  private static Code atom(String text, NdArray value) {
    return new Code(text, Code.ATOM, value);
  }

  private static Code method(Code of, String name, String arguments, NdArray value) {
    return atom("%s.%s(%s)".formatted(of.within(Code.ATOM), name, arguments), value);
  }

  private static Code scatter(String name, int dim, List<Code> x, NdArray value) {
    String arguments = "%d, %s, %s".formatted(dim, x.get(1).text(), x.get(2).text());
    return method(x.get(0), name, arguments, value);
  }

  /// A choice between something and zero is a product with the condition.
  private static Code where(List<Code> x, NdArray value) {
    Code condition = x.get(0);
    if (x.get(2).text().equals("0")) {
      Code factor = new Code(condition.text(), condition.binding(), condition.value());
      return joined(List.of(x.get(1), factor), "*", Code.PRODUCT, Code.SIGN, value);
    }
    if (x.get(1).text().equals("0")) {
      return joined(List.of(x.get(2), opposite(condition)), "*", Code.PRODUCT, Code.SIGN, value);
    }
    throw new Unwritable("where");
  }

  private static Code opposite(Code condition) {
    for (Map.Entry<String, String> pair : OPPOSITES.entrySet()) {
      String sign = " " + pair.getKey() + " ";
      int at = condition.text().indexOf(sign);
      if (condition.binding() == Code.COMPARISON && at >= 0) {
        String text =
            condition.text().substring(0, at)
                + " "
                + pair.getValue()
                + " "
                + condition.text().substring(at + sign.length());
        return new Code(text, Code.COMPARISON, condition.value());
      }
    }
    return new Code("~" + condition.within(Code.ATOM), Code.SIGN, condition.value());
  }

  private static Code sum(Code x, Axes axes, boolean keepDim, NdArray value) {
    return axes.count() == 0 ? x : method(x, "sum", folded(axes, keepDim, x), value);
  }

  private static Code variance(Code x, Var var, NdArray value) {
    String unbiased = var.correction() == 0 ? ", unbiased=False" : "";
    String folded = folded(var.axes(), var.keepDim(), x);
    return method(
        x, "var", folded.isEmpty() ? unbiased.replaceFirst("^, ", "") : folded + unbiased, value);
  }

  private static String folded(Axes axes, boolean keepDim, Code x) {
    boolean isAll = axes.count() == x.value().shape().rank() && !keepDim;
    if (isAll) {
      return "";
    }
    String dims = axes.count() == 1 ? dims(axes) : "(" + dims(axes) + ")";
    return keepDim ? dims + ", keepdim=True" : dims;
  }

  private static String dims(Axes axes) {
    return Arrays.stream(axes.toArray())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static String sizes(Shape shape) {
    return shape.rank() == 0
        ? "()"
        : Arrays.stream(shape.toArray())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
  }

  /// The sums that bring `x` to the shape of `value`: leading axes first, then those that were 1.
  private static Code unbroadcast(Code x, NdArray value) {
    Shape from = x.value().shape();
    Shape to = value.shape();
    int extra = from.rank() - to.rank();
    Axes leading = Axes.of("sum", from, IntStream.range(0, extra).toArray());
    int[] ones =
        IntStream.range(0, to.rank())
            .filter(d -> to.size(d) == 1 && from.size(d + extra) != 1)
            .toArray();
    if (extra == 0) {
      return ones.length == 0 ? x : sum(x, Axes.of("sum", from, ones), true, value);
    }
    if (ones.length > 0) {
      throw new Unwritable("unbroadcast");
    }
    return extra == from.rank() ? method(x, "sum", "", value) : sum(x, leading, false, value);
  }
}
