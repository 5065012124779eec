package dev.chainrule.check.code;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.OneHot;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Argmax;
import dev.chainrule.op.reduce.Argmin;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.op.reduce.MaxAlong;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.op.reduce.Sum;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rules read as PyTorch.
public final class Python extends Spelling {
  public static final Python INSTANCE = new Python();

  /// Operations that are functions of `torch` by the same name.
  private static final Map<Operation, String> FUNCTIONS =
      functions(
          Map.of(Ops.ZEROS_LIKE, "zeros_like", Ops.MAXIMUM, "maximum", Ops.MINIMUM, "minimum"));

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

  /// Every name comes from a worksheet.
  @Override
  public boolean isName(String name) {
    return true;
  }

  @Override
  Code outer(Code a, Code b, NdArray value) {
    return atom("torch.outer(%s, %s)".formatted(a.text(), b.text()), value);
  }

  @Override
  Code addedRows(Code like, Code index, Code rows, NdArray value) {
    int columns = value.shape().size(1);
    String all =
        rows.value().shape().rank() == 2
            ? rows.text()
            : "%s.reshape(-1, %d)".formatted(rows.within(Code.ATOM), columns);
    String flat = index.value().shape().rank() == 1 ? index.text() : index.text() + ".reshape(-1)";
    String zeros = "torch.zeros_like(%s)".formatted(like.text());
    return atom("%s.index_add_(0, %s, %s)".formatted(zeros, flat, all), value);
  }

  @Override
  public Code number(NdArray value) {
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

  @Override
  Code write(Operation operation, List<Code> x, NdArray value) {
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
      return joined(x, "*", Code.PRODUCT, Code.SIGN, value);
    }
    if (operation.equals(Ops.DIV)) {
      return joined(x, "/", Code.PRODUCT, Code.SIGN, value);
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
      String power = x.get(0).within(Code.ATOM) + "**" + x.get(1).within(Code.SIGN);
      return new Code(power, Code.POWER, value);
    }
    if (operation.equals(Ops.RECIPROCAL)) {
      return new Code("1 / " + x.get(0).within(Code.SIGN), Code.PRODUCT, value);
    }
    String comparison = COMPARISONS.get(operation);
    return comparison == null
        ? null
        : joined(x, comparison, Code.COMPARISON, Code.SUM, value).madeBy(operation);
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

  @Override
  Code product(Code a, Code b, NdArray value) {
    return joined(List.of(a, b), "*", Code.PRODUCT, Code.SIGN, value);
  }

  private Code call(Operation operation, List<Code> x, NdArray value) {
    Code first = x.get(0);
    String function = FUNCTIONS.get(operation);
    if (function != null) {
      String arguments = x.stream().map(Code::text).collect(Collectors.joining(", "));
      return atom("torch." + function + "(" + arguments + ")", value);
    }
    return switch (operation) {
      case Sum sum -> sum(first, sum.axes().toArray(), sum.keepDim(), value);
      case Mean mean -> method(first, "mean", folded(mean.axes(), mean.keepDim(), first), value);
      case Max max -> method(first, "amax", folded(max.axes(), max.keepDim(), first), value);
      case MaxAlong max ->
          atom(
              first.within(Code.ATOM)
                  + ".max(%d%s).values".formatted(max.dim(), max.keepDim() ? ", keepdim=True" : ""),
              value);
      case Var var -> variance(first, var, value);
      case Argmax max -> method(first, "argmax", folded(max.axes(), max.keepDim(), first), value);
      case Argmin min -> method(first, "argmin", folded(min.axes(), min.keepDim(), first), value);
      case Softmax softmax ->
          atom("torch.softmax(%s, %d)".formatted(first.text(), softmax.dim()), value);
      case LogSoftmax softmax ->
          atom("torch.log_softmax(%s, %d)".formatted(first.text(), softmax.dim()), value);
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

  private Code view(Operation operation, Code first, NdArray value) {
    if (operation.equals(Ops.TRANSPOSE)) {
      return transposed(first, value);
    }
    if (operation.equals(Ops.TOTAL)) {
      return method(first, "sum", "", value);
    }
    return switch (operation) {
      case Expand expand -> expand(first, value);
      case ExpandTo expand -> expand(first, value);
      case Reshape reshape -> method(first, "reshape", sizes(value.shape()), value);
      case ReshapeLike reshape -> method(first, "reshape", sizes(value.shape()), value);
      case Permute permute when isTransposition(permute) -> transposed(first, value);
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

  private static Code transposed(Code x, NdArray value) {
    String exchange = value.shape().rank() == 2 ? ".T" : ".transpose(-2, -1)";
    String text = x.within(Code.ATOM);
    // Twice is not at all.
    return atom(
        text.endsWith(exchange)
            ? text.substring(0, text.length() - exchange.length())
            : text + exchange,
        value);
  }

  @Override
  Code expanded(Code x, NdArray value) {
    String text =
        x.isNumber()
            ? "torch.full((%s), %s)".formatted(tuple(value.shape()), x.text())
            : "%s.expand(%s)".formatted(x.within(Code.ATOM), sizes(value.shape()));
    return Code.repeating(x, text, value);
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

  @Override
  Code choice(Code condition, Code a, Code b, NdArray value) {
    return atom("torch.where(%s, %s, %s)".formatted(condition.text(), a.text(), b.text()), value);
  }

  @Override
  Code opposite(Code condition) {
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

  @Override
  Code sum(Code x, int[] dims, boolean keepDim, NdArray value) {
    Axes axes = Axes.of("sum", x.value().shape(), dims);
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
    return list(axes.toArray());
  }

  private static String tuple(Shape shape) {
    return list(shape.toArray()) + (shape.rank() == 1 ? "," : "");
  }

  private static String sizes(Shape shape) {
    return shape.rank() == 0 ? "()" : list(shape.toArray());
  }
}
