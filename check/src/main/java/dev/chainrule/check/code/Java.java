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
import dev.chainrule.op.view.Squeeze;
import dev.chainrule.op.view.SqueezeBack;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.op.view.UnsqueezeBack;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Rules read as calls of the methods of `Tensor`.
///
/// Only tensors have methods, so a number on the left changes places: `1 − h` is `h.neg().add(1)`.
public final class Java extends Spelling {
  public static final Java INSTANCE = new Java();

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");

  private static final Map<Operation, String> FUNCTIONS =
      functions(
          Map.ofEntries(
              Map.entry(Ops.NEG, "neg"),
              Map.entry(Ops.RECIPROCAL, "reciprocal"),
              Map.entry(Ops.SQUARE, "square"),
              Map.entry(Ops.SOFTPLUS, "softplus"),
              Map.entry(Ops.TOTAL, "sum")));

  /// Operations with a second operand, which may be a number.
  private static final Map<Operation, String> OPERATORS =
      Map.ofEntries(
          Map.entry(Ops.ADD, "add"),
          Map.entry(Ops.SUB, "sub"),
          Map.entry(Ops.MUL, "mul"),
          Map.entry(Ops.DIV, "div"),
          Map.entry(Ops.POW, "pow"),
          Map.entry(Ops.LESS, "lt"),
          Map.entry(Ops.LESS_EQUAL, "le"),
          Map.entry(Ops.GREATER, "gt"),
          Map.entry(Ops.GREATER_EQUAL, "ge"),
          Map.entry(Ops.EQUAL, "eq"),
          Map.entry(Ops.NOT_EQUAL, "ne"));

  /// What a comparison is called when its sides change places.
  private static final Map<Operation, Operation> MIRRORED =
      Map.of(
          Ops.LESS, Ops.GREATER,
          Ops.LESS_EQUAL, Ops.GREATER_EQUAL,
          Ops.GREATER, Ops.LESS,
          Ops.GREATER_EQUAL, Ops.LESS_EQUAL,
          Ops.EQUAL, Ops.EQUAL,
          Ops.NOT_EQUAL, Ops.NOT_EQUAL);

  private static final Map<String, String> OPPOSITES =
      Map.of("lt", "ge", "le", "gt", "gt", "le", "ge", "lt", "eq", "ne", "ne", "eq");

  private Java() {}

  @Override
  public Code number(NdArray value) {
    double number = value.get(0);
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e9;
    String text = isWhole ? Long.toString((long) number) : digits(number);
    return atom(text, value);
  }

  private static String digits(double number) {
    if (!Double.isFinite(number)) {
      throw new Unwritable("a number without digits");
    }
    return Double.toString(number).replace(".0E", "e").replace('E', 'e');
  }

  @Override
  public boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  @Override
  Code outer(Code a, Code b, NdArray value) {
    return method(a, "outer", b.text(), value);
  }

  @Override
  Code addedRows(Code like, Code index, Code rows, NdArray value) {
    int columns = value.shape().size(1);
    String all =
        rows.value().shape().rank() == 2
            ? rows.text()
            : "%s.reshape(-1, %d)".formatted(rows.text(), columns);
    String flat = index.value().shape().rank() == 1 ? index.text() : index.text() + ".flatten()";
    return atom("%s.mul(0).indexAdd(0, %s, %s)".formatted(like.text(), flat, all), value);
  }

  @Override
  Code product(Code a, Code b, NdArray value) {
    return operator(Ops.MUL, a, b, value);
  }

  @Override
  Code write(Operation operation, List<Code> x, NdArray value) {
    String function = FUNCTIONS.get(operation);
    if (function != null) {
      return method(tensor(x.getFirst()), function, "", value);
    }
    return OPERATORS.containsKey(operation)
        ? operator(operation, x.get(0), x.get(1), value)
        : call(operation, x, value);
  }

  private static String operator(Operation operation) {
    return Objects.requireNonNull(OPERATORS.get(operation));
  }

  private Code operator(Operation operation, Code first, Code second, NdArray value) {
    Code a = first.beside(second);
    boolean isTaken = !a.text().equals(first.text());
    Code b = isTaken ? second : second.beside(a);
    if (a.isNumber()) {
      return onTheLeft(operation, a, b, value);
    }
    Code made = method(a, operator(operation), b.text(), value);
    return MIRRORED.containsKey(operation) ? made.madeBy(operation) : made;
  }

  /// The operation of a number and a tensor.
  private Code onTheLeft(Operation operation, Code number, Code x, NdArray value) {
    if (x.isNumber()) {
      return operation.equals(Ops.DIV)
          ? new Code(real(number) + " / " + x.within(Code.SIGN), Code.PRODUCT, value)
          : operator(operation, tensor(number), x, value);
    }
    if (operation.equals(Ops.SUB)) {
      return method(method(x, "neg", "", x.value()), "add", number.text(), value);
    }
    if (operation.equals(Ops.DIV)) {
      Code reciprocal = method(x, "reciprocal", "", value);
      return number.isOne() ? reciprocal : method(reciprocal, "mul", number.text(), value);
    }
    if (operation.equals(Ops.POW)) {
      return operator(operation, tensor(number), x, value);
    }
    return operator(MIRRORED.getOrDefault(operation, operation), x, number, value);
  }

  /// A number with a point, so that Java does not divide whole numbers.
  private static String real(Code number) {
    return number.isWhole() ? number.text() + ".0" : number.within(Code.SIGN);
  }

  private Code call(Operation operation, List<Code> x, NdArray value) {
    Code first = tensor(x.getFirst());
    return switch (operation) {
      case Matmul matmul -> method(first, "matmul", x.get(1).text(), value);
      case Sum sum -> folded(first, "sum", sum.axes(), sum.keepDim(), value);
      case Mean mean -> folded(first, "mean", mean.axes(), mean.keepDim(), value);
      case Max max -> folded(first, "max", max.axes(), max.keepDim(), value);
      case MaxAlong max ->
          method(first, "max", "%d, %b".formatted(max.dim(), max.keepDim()), value);
      case Argmax max when max.axes().count() == 1 ->
          folded(first, "argmax", max.axes(), max.keepDim(), value);
      case Argmin min when min.axes().count() == 1 ->
          folded(first, "argmin", min.axes(), min.keepDim(), value);
      case Var var ->
          method(
              first,
              "var",
              "new int[] {%s}, %d, %b"
                  .formatted(list(var.axes().toArray()), var.correction(), var.keepDim()),
              value);
      case Softmax softmax -> method(first, "softmax", "" + softmax.dim(), value);
      case LogSoftmax softmax -> method(first, "logSoftmax", "" + softmax.dim(), value);
      case OneHot oneHot -> method(first, "oneHot", "" + oneHot.classes(), value);
      case Gather gather -> method(first, "gather", gather.dim() + ", " + x.get(1).text(), value);
      case ScatterAdd add -> scatter("scatterAdd", add.dim(), x, value);
      case IndexAdd add when x.get(1).value().shape().rank() == 1 ->
          scatter("indexAdd", add.dim(), x, value);
      default -> view(operation, first, x, value);
    };
  }

  private Code view(Operation operation, Code first, List<Code> x, NdArray value) {
    if (operation.equals(Ops.TRANSPOSE)) {
      return transposed(first, value);
    }
    if (operation.equals(Ops.ZEROS_LIKE)) {
      return method(first, "mul", "0", value);
    }
    if (operation.equals(Ops.MAXIMUM) || operation.equals(Ops.MINIMUM)) {
      String name = operation.equals(Ops.MAXIMUM) ? "maximum" : "minimum";
      return method(first, name, tensor(x.get(1)).text(), value);
    }
    return switch (operation) {
      case Expand expand -> expand(x.getFirst(), value);
      case ExpandTo expand -> expand(x.getFirst(), value);
      case Reshape reshape -> method(first, "reshape", sizes(value), value);
      case ReshapeLike reshape -> method(first, "reshape", sizes(value), value);
      case Permute permute when isTransposition(permute) -> transposed(first, value);
      case Permute permute ->
          method(
              first,
              "permute",
              list(permute.order().stream().mapToInt(Integer::intValue).toArray()),
              value);
      case Unsqueeze unsqueeze when unsqueeze.axes().count() == 1 ->
          method(first, "unsqueeze", list(unsqueeze.axes().toArray()), value);
      case Squeeze squeeze when squeeze.axes().count() == 1 ->
          method(first, "squeeze", list(squeeze.axes().toArray()), value);
      case UnsqueezeBack unsqueeze -> method(first, "unsqueeze", "-" + unsqueeze.fromEnd(), value);
      case SqueezeBack squeeze -> method(first, "squeeze", "-" + squeeze.fromEnd(), value);
      case Unsqueeze unsqueeze -> method(first, "reshape", sizes(value), value);
      case Squeeze squeeze -> method(first, "reshape", sizes(value), value);
      default -> throw new Unwritable(operation.name());
    };
  }

  private static Code transposed(Code x, NdArray value) {
    String exchange = value.shape().rank() == 2 ? ".t()" : ".transpose(-2, -1)";
    String text = x.text();
    // Twice is not at all.
    return atom(
        text.endsWith(exchange)
            ? text.substring(0, text.length() - exchange.length())
            : text + exchange,
        value);
  }

  @Override
  Code expanded(Code x, NdArray value) {
    String text = "%s.expand(%s)".formatted(tensor(x).text(), sizes(value));
    return Code.repeating(x, text, value);
  }

  @Override
  Code sum(Code x, int[] dims, boolean keepDim, NdArray value) {
    Axes axes = Axes.of("sum", x.value().shape(), dims);
    return axes.count() == 0 ? x : folded(tensor(x), "sum", axes, keepDim, value);
  }

  @Override
  Code opposite(Code condition) {
    Operation made = condition.made();
    if (made == null) {
      return method(condition, "logicalNot", "", condition.value());
    }
    String name = operator(made);
    int at = lastCall(condition.text());
    String opposite = condition.text().substring(0, at) + OPPOSITES.get(name);
    String text = opposite + condition.text().substring(at + name.length());
    return atom(text, condition.value());
  }

  /// Where the name of the outermost method stands.
  private static int lastCall(String text) {
    int open = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      open += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (open == 0 && c == '.') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no method is called in " + text);
  }

  @Override
  Code choice(Code condition, Code a, Code b, NdArray value) {
    return atom(
        "%s.where(%s, %s)".formatted(tensor(a).text(), condition.text(), tensor(b).text()), value);
  }

  private static Code folded(Code x, String name, Axes axes, boolean keepDim, NdArray value) {
    boolean isAll = axes.count() == x.value().shape().rank() && !keepDim;
    boolean hasAll = !name.startsWith("arg");
    String dims =
        axes.count() == 1 ? list(axes.toArray()) : "new int[] {%s}".formatted(list(axes.toArray()));
    return method(x, name, isAll && hasAll ? "" : dims + ", " + keepDim, value);
  }

  private static Code scatter(String name, int dim, List<Code> x, NdArray value) {
    String arguments = "%d, %s, %s".formatted(dim, x.get(1).text(), x.get(2).text());
    return method(x.get(0), name, arguments, value);
  }

  private static String sizes(NdArray value) {
    Shape shape = value.shape();
    return list(shape.toArray());
  }

  /// A number as a tensor, which has methods; else `x` itself.
  public Code tensor(Code x) {
    return x.isNumber() ? atom("Tensor.scalar(%s)".formatted(x.text()), x.value()) : x;
  }

  private static Code atom(String text, NdArray value) {
    return new Code(text, Code.ATOM, value);
  }

  private static Code method(Code of, String name, String arguments, NdArray value) {
    return atom("%s.%s(%s)".formatted(of.text(), name, arguments), value);
  }
}
