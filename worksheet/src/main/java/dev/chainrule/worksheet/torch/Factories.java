package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.value.NoneValue;
import dev.chainrule.worksheet.value.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that make tensors of numbers that are not random.
final class Factories {
  static final String[] FUNCTIONS = {
    "tensor(data, *, dtype=None, requires_grad=False)",
    "zeros(*size, dtype=None, requires_grad=False)",
    "ones(*size, dtype=None, requires_grad=False)",
    "empty(*size, dtype=None, requires_grad=False)",
    "full(size, fill_value, *, dtype=None, requires_grad=False)",
    "zeros_like(input, *, dtype=None, requires_grad=False)",
    "ones_like(input, *, dtype=None, requires_grad=False)",
    "full_like(input, fill_value, *, dtype=None, requires_grad=False)",
    "arange(*bounds, start=None, end=None, step=None, dtype=None, requires_grad=False)",
    "linspace(start, end, steps, *, dtype=None, requires_grad=False)",
    "eye(n, m=None, *, dtype=None, requires_grad=False)",
  };

  private Factories() {}

  static Object call(String name, Call call) {
    Torch torch = call.torch();
    DType own = call.dtype("dtype");
    DType dtype = torch.storage(own == null ? DType.FLOAT32 : own);
    TensorValue made =
        switch (name) {
          case "tensor" -> tensor(call, own);
          case "zeros", "empty" -> filled(call, dtype, call.integers("size"), 0L);
          case "ones" -> filled(call, dtype, call.integers("size"), 1L);
          case "full" -> {
            Object value = fillValue(call);
            DType fitting = own == null ? torch.storage(kind(value)) : dtype;
            yield filled(call, fitting, call.sizes("size"), value);
          }
          case "zeros_like" -> like(call, own, 0L);
          case "ones_like" -> like(call, own, 1L);
          case "full_like" -> like(call, own, fillValue(call));
          case "arange" -> arange(call, own);
          case "linspace" -> linspace(call, dtype);
          case "eye" -> eye(call, dtype);
          default -> throw new IllegalArgumentException(name);
        };
    return wanted(call, made);
  }

  /// The tensor, with `requires_grad` as the call says.
  static TensorValue wanted(Call call, TensorValue made) {
    if (call.flag("requires_grad")) {
      made.requireGrad(true);
    }
    return made;
  }

  private static TensorValue tensor(Call call, @Nullable DType own) {
    Torch torch = call.torch();
    switch (call.value("data")) {
      case TensorValue tensor -> {
        Costs.like(tensor);
        Tensor copy = tensor.tensor().detach().copy();
        DType dtype = own == null ? copy.dtype() : torch.storage(own);
        return torch.made("leaf", copy.to(dtype));
      }
      case NumpyArray array -> {
        Tensor copy = Tensor.of(array.array()).copy();
        return torch.made("leaf", own == null ? copy : copy.to(torch.storage(own)));
      }
      case Object data -> {
        return Literals.tensor(torch, "tensor", data, own);
      }
    }
  }

  private static Object fillValue(Call call) {
    Object value = call.value("fill_value");
    Object number = value instanceof TensorValue tensor ? Scalars.item(tensor, "full") : value;
    if (!Numbers.isNumber(number)) {
      throw call.arguments().mismatch("fill_value", "a number", value);
    }
    return number;
  }

  private static DType kind(Object number) {
    return switch (number) {
      case Boolean truth -> DType.BOOL;
      case Double real -> DType.FLOAT32;
      default -> DType.INT64;
    };
  }

  /// A tensor of one number.
  static TensorValue filled(Call call, DType dtype, int[] sizes, Object number) {
    requireSizes(call, sizes);
    NdArray array = NdArray.zeros(dtype, Shape.of(sizes));
    Buffer buffer = array.buffer();
    switch (number) {
      case Long whole when dtype == DType.INT64 -> {
        for (int i = 0; i < buffer.length(); i++) {
          buffer.setLong(i, whole);
        }
      }
      default -> buffer.fill(Numbers.toDouble(number));
    }
    return call.torch().leaf(Tensor.of(array));
  }

  /// Charges the elements of a tensor of these sizes, which may be anything.
  static void requireSizes(Call call, int[] sizes) {
    for (int size : sizes) {
      if (size < 0) {
        throw call.error("sizes must not be negative; given " + Arrays.toString(sizes));
      }
    }
    Costs.elements(call.torch(), Costs.elements(Arrays.stream(sizes).asLongStream().toArray()));
  }

  private static TensorValue like(Call call, @Nullable DType own, Object number) {
    TensorValue model = call.tensor("input");
    DType dtype = own == null ? model.dtype() : call.torch().storage(own);
    return filled(call, dtype, model.shape().toArray(), number);
  }

  private static TensorValue arange(Call call, @Nullable DType own) {
    List<Object> bounds = call.arguments().rest("bounds");
    if (bounds.size() > 3) {
      throw call.error("takes at most 3 bounds, got " + bounds.size());
    }
    Object start = bounds.size() > 1 ? bounds.get(0) : or(call.value("start"), 0L);
    Object end =
        bounds.size() > 1 ? bounds.get(1) : bounds.size() == 1 ? bounds.get(0) : call.value("end");
    Object step = bounds.size() > 2 ? bounds.get(2) : or(call.value("step"), 1L);
    // `arange(2, end=8)` gives the start by position.
    if (bounds.size() == 1 && !call.isNone("end")) {
      start = bounds.get(0);
      end = call.value("end");
    }
    start = plain(call, start);
    end = plain(call, end);
    step = plain(call, step);
    boolean isReal = start instanceof Double || end instanceof Double || step instanceof Double;
    DType dtype = call.torch().storage(own != null ? own : isReal ? DType.FLOAT32 : DType.INT64);
    return isReal ? reals(call, start, end, step, dtype) : wholes(call, start, end, step, dtype);
  }

  private static Object or(Object value, Object instead) {
    return value == NoneValue.NONE ? instead : value;
  }

  private static Object plain(Call call, Object bound) {
    Object number = bound instanceof TensorValue tensor ? Scalars.item(tensor, "arange") : bound;
    if (number instanceof Long || number instanceof Double) {
      return number;
    }
    throw call.error("the bounds must be numbers, got " + Call.described(bound));
  }

  private static TensorValue wholes(Call call, Object start, Object end, Object step, DType dtype) {
    long from = (Long) start;
    long by = (Long) step;
    requireWay(call, (double) from, (double) (Long) end, (double) by);
    long distance = (Long) end - from;
    long count = Math.ceilDiv(distance, by);
    Costs.elements(call.torch(), count);
    Buffer buffer = Buffer.allocate(dtype, (int) count);
    for (int i = 0; i < count; i++) {
      buffer.setLong(i, from + i * by);
    }
    return call.torch().leaf(Tensor.of(NdArray.of(buffer, Shape.of((int) count))));
  }

  private static TensorValue reals(Call call, Object start, Object end, Object step, DType dtype) {
    double from = Numbers.toDouble(start);
    double to = Numbers.toDouble(end);
    double by = Numbers.toDouble(step);
    requireWay(call, from, to, by);
    double size = Math.ceil((to - from) / by);
    long count = call.torch().run().decisions().decide((long) Math.min(size, 1L << 62));
    Costs.elements(call.torch(), count);
    Buffer buffer = Buffer.allocate(dtype, (int) count);
    for (int i = 0; i < count; i++) {
      buffer.set(i, from + i * by);
    }
    return call.torch().leaf(Tensor.of(NdArray.of(buffer, Shape.of((int) count))));
  }

  private static void requireWay(Call call, double from, double to, double by) {
    if (!(by != 0 && Double.isFinite(from) && Double.isFinite(to) && (to - from) / by >= 0)) {
      throw call.error("the step must lead from the start to the end");
    }
  }

  /// As PyTorch, counted from the nearer end.
  private static TensorValue linspace(Call call, DType dtype) {
    int steps = call.integer("steps");
    requireSizes(call, new int[] {steps});
    double start = call.number("start");
    double end = call.number("end");
    Buffer buffer = Buffer.allocate(dtype, steps);
    boolean isSingle = dtype == DType.FLOAT32;
    double step = steps > 1 ? (end - start) / (steps - 1) : 0;
    for (int i = 0; i < steps; i++) {
      int back = steps - i - 1;
      if (isSingle) {
        float s = steps > 1 ? ((float) end - (float) start) / (steps - 1) : 0;
        buffer.set(i, i < steps / 2 ? (float) start + s * i : (float) end - s * back);
      } else {
        buffer.set(i, i < steps / 2 || steps == 1 ? start + step * i : end - step * back);
      }
    }
    if (steps == 1) {
      buffer.set(0, start);
    }
    return call.torch().leaf(Tensor.of(NdArray.of(buffer, Shape.of(steps))));
  }

  private static TensorValue eye(Call call, DType dtype) {
    int rows = call.integer("n");
    int columns = call.isNone("m") ? rows : call.integer("m");
    requireSizes(call, new int[] {rows, columns});
    NdArray array = NdArray.zeros(dtype, Shape.of(rows, columns));
    for (int i = 0; i < Math.min(rows, columns); i++) {
      array.buffer().setLong(i * columns + i, 1);
    }
    return call.torch().leaf(Tensor.of(array));
  }
}
