package dev.chainrule.lab.api;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.code.Code;
import dev.chainrule.check.code.Python;
import dev.chainrule.check.code.Unwritable;
import dev.chainrule.op.Copies;
import dev.chainrule.op.Example;
import dev.chainrule.op.Example.Domain;
import dev.chainrule.op.Numbers;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// An operation's entry in the catalogue as a worksheet: inputs in numbers, the call, and the
/// backward pass that its rules are when they are read as PyTorch.
///
/// @param texts the worksheet, and a shorter one should that be wrong; none where worksheets cannot
///   call the operation
/// @param output the shape of the value
record OperationSheet(List<String> texts, Shape output) {
  private static final long SEED = 7;

  /// How worksheets call what the doctor never writes.
  private static final Map<String, String> CALLS =
      Map.ofEntries(
          Map.entry("less", "a < b"),
          Map.entry("lessEqual", "a <= b"),
          Map.entry("greater", "a > b"),
          Map.entry("greaterEqual", "a >= b"),
          Map.entry("equal", "a == b"),
          Map.entry("notEqual", "a != b"),
          Map.entry("logicalAnd", "a & b"),
          Map.entry("logicalOr", "a | b"),
          Map.entry("logicalXor", "a ^ b"),
          Map.entry("logicalNot", "~x"),
          Map.entry("isNan", "x.isnan()"),
          Map.entry("isFinite", "x.isfinite()"),
          Map.entry("argmax", "x.argmax()"),
          Map.entry("argmin", "x.argmin()"),
          Map.entry("any", "x.any()"),
          Map.entry("all", "x.all()"),
          Map.entry("gelu", "F.gelu(x)"),
          Map.entry("geluTanh", "F.gelu(x, approximate='tanh')"),
          Map.entry("silu", "F.silu(x)"),
          Map.entry("softplus", "F.softplus(x)"),
          Map.entry("clamp", "x.clamp(-0.5, 0.75)"),
          Map.entry("to", "x.double()"),
          Map.entry("std", "x.std(1, unbiased=False, keepdim=True)"),
          Map.entry("max", "x.max()"),
          Map.entry("min", "x.min()"),
          Map.entry("maxAlong", "x.max(1).values"),
          Map.entry("minAlong", "x.min(0, keepdim=True).values"),
          Map.entry("logsumexp", "x.logsumexp(1)"),
          Map.entry("cumsum", "x.cumsum(1)"),
          Map.entry("expand", "x.expand(2, 3, 4)"),
          Map.entry("expandTo", "a.expand_as(b)"),
          Map.entry("slice", "x[:, 1:5:2]"),
          Map.entry("cat", "torch.cat([a, b], 1)"),
          Map.entry("clone", "x.clone()"),
          Map.entry("scatterAdd", "a.scatter_add(1, b, c)"),
          Map.entry("indexSelect", "a.index_select(1, b)"),
          Map.entry("indexAdd", "a.index_add(1, b, c)"),
          Map.entry("embedding", "F.embedding(b, a)"),
          Map.entry("put", "a.clone()\ny.view(-1)[b] = c"),
          Map.entry("take", "a.reshape(-1)[b]"),
          Map.entry("tril", "x.tril()"),
          Map.entry("triu", "x.triu(1)"),
          Map.entry("crossEntropy", "F.cross_entropy(a, b)"),
          Map.entry("mseLoss", "F.mse_loss(a, b)"),
          Map.entry("binaryCrossEntropyWithLogits", "F.binary_cross_entropy_with_logits(a, b)"),
          Map.entry("batchNorm", "F.batch_norm(a, None, None, b, c, training=True)"),
          Map.entry("layerNorm", "F.layer_norm(a, (4,), b, c)"),
          Map.entry(
              "scaledDotProductAttention",
              "F.scaled_dot_product_attention(a, b, c, is_causal=True)"),
          Map.entry(
              "selfAttention",
              """
              x.reshape(2, 3, 3, 2, 2).permute(2, 0, 3, 1, 4)
              y = F.scaled_dot_product_attention(y[0], y[1], y[2], is_causal=True)
              y = y.transpose(1, 2).reshape(2, 3, 4)\
              """));

  static OperationSheet of(Example example) {
    Random random = new Random(SEED);
    List<Code> inputs = new ArrayList<>();
    StringBuilder text = new StringBuilder("import torch\nimport torch.nn.functional as F\n\n");
    for (int i = 0; i < example.inputs().size(); i++) {
      Example.Input input = example.inputs().get(i);
      String name = Operations.name(i, example.inputs().size());
      double[] elements = elements(input, random);
      inputs.add(Code.name(name, array(input, elements)));
      text.append(name)
          .append(" = torch.tensor(")
          .append(written(input, elements))
          .append(Operations.isDifferentiable(example, i) ? ", requires_grad=True)\n" : ")\n");
    }
    NdArray y = example.operation().forward(inputs.stream().map(Code::value).toList());
    String call = call(example, inputs);
    return new OperationSheet(
        call == null ? List.of() : texts(example, inputs, y, text + "\ny = " + call), y.shape());
  }

  private static List<String> texts(Example example, List<Code> inputs, NdArray y, String called) {
    if (!y.dtype().isFloat()) {
      // Nothing flows back through truths and positions: the worksheet shows the value.
      return List.of(called + "\nloss = (y * 1.0).sum()\n");
    }
    String forward = called + "\nloss = (y**2).sum()\n\n";
    String automatic = forward + "loss.backward()\n";
    String backward = backward(example, inputs, y);
    return backward == null ? List.of(automatic) : List.of(forward + backward, automatic);
  }

  /// The lines of the backward pass; null where only the engine's own gradient is short.
  private static @Nullable String backward(Example example, List<Code> inputs, NdArray y) {
    Code output = Code.name("y", y);
    Code gradient = Code.name("dy", Numbers.INSTANCE.mul(NdArray.number(2), y));
    StringBuilder lines = new StringBuilder("# The backward pass\ndy = 2 * y\n");
    for (int i = 0; i < inputs.size(); i++) {
      if (Operations.isDifferentiable(example, i)) {
        String line = line(example, i, inputs, output, gradient);
        if (line == null) {
          return null;
        }
        lines.append(line);
      }
    }
    return lines.toString();
  }

  private static @Nullable String call(Example example, List<Code> inputs) {
    String known = CALLS.get(example.operation().name());
    if (known != null) {
      return known;
    }
    try {
      return Python.INSTANCE.apply(example.operation(), inputs).text();
    } catch (Unwritable e) {
      return null;
    }
  }

  private static @Nullable String line(
      Example example, int number, List<Code> inputs, Code output, Code gradient) {
    try {
      Code rule = example.operation().vjp(Python.INSTANCE, number, inputs, output, gradient);
      Code input = inputs.get(number);
      boolean fits = rule.value().shape().equals(input.value().shape());
      Code fitted = fits ? rule : Python.INSTANCE.unbroadcast(rule, input);
      return "d%s = %s\n".formatted(input.text(), fitted.text());
    } catch (Unwritable e) {
      return null;
    }
  }

  /// Numbers with one digit after the point, away from kinks.
  private static double[] elements(Example.Input input, Random random) {
    double[] elements = new double[input.shape().numel()];
    for (int i = 0; i < elements.length; i++) {
      double size = (1 + random.nextInt(20)) / 10.0;
      double sign = random.nextBoolean() ? 1 : -1;
      elements[i] =
          switch (input.domain()) {
            case REAL, NONZERO -> sign * size;
            case POSITIVE -> size;
            case DISTINCT -> (i * 7 % 24 - 11.5) / 5;
            case TRUTH -> sign > 0 ? 1 : 0;
            case INDEX -> random.nextInt(input.bound());
          };
    }
    return elements;
  }

  private static NdArray array(Example.Input input, double[] elements) {
    NdArray array = NdArray.of(new Buffer.OfDouble(elements), input.shape());
    return switch (input.domain()) {
      case TRUTH -> Copies.cast(array, DType.BOOL);
      case INDEX -> Copies.cast(array, DType.INT64);
      default -> array;
    };
  }

  private static String written(Example.Input input, double[] elements) {
    Domain domain = input.domain();
    IntFunction<String> number =
        i ->
            domain == Domain.TRUTH
                ? (elements[i] != 0 ? "True" : "False")
                : domain == Domain.INDEX
                    ? String.valueOf((long) elements[i])
                    : String.format(Locale.ROOT, "%.1f", elements[i]);
    return nested(input.shape(), 0, new int[1], number);
  }

  private static String nested(Shape shape, int axis, int[] next, IntFunction<String> number) {
    if (axis == shape.rank()) {
      return number.apply(next[0]++);
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < shape.size(axis); i++) {
      parts.add(nested(shape, axis + 1, next, number));
    }
    return "[" + String.join(", ", parts) + "]";
  }
}
