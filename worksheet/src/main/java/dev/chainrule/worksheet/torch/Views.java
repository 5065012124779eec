package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.TupleValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Functions that look at the same elements in another way, and those that join and repeat them.
final class Views {
  /// Functions of `torch` and methods.
  static final String[] FUNCTIONS = {
    "t(input)",
    "transpose(input, dim0, dim1)",
    "flatten(input, start_dim=0, end_dim=-1)",
    "unsqueeze(input, dim)",
    "squeeze(input, dim=None)",
    "clone(input)",
    "split(input, split_size, dim=0)",
    "chunk(input, chunks, dim=0)",
    "unbind(input, dim=0)",
    "select(input, dim, index)",
    "narrow(input, dim, start, length)",
  };

  /// Functions of `torch` whose sizes come as one sequence.
  static final String[] TORCH_ONLY = {
    "reshape(input, shape)", "permute(input, dims)", "cat(tensors, dim=0)", "stack(tensors, dim=0)",
  };

  /// Methods only.
  static final String[] METHODS = {
    "permute(*dims)",
    "view(*shape)",
    "reshape(*shape)",
    "expand(*size)",
    "expand_as(other)",
    "view_as(other)",
    "repeat(*sizes)",
    "detach()",
    "contiguous()",
  };

  private Views() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "cat" -> joined(call, (tensors, dim) -> Tensor.cat(tensors, dim));
      case "stack" -> joined(call, (tensors, dim) -> Tensor.stack(tensors, dim));
      default -> of(name, call.input(), call);
    };
  }

  private static Object of(String name, TensorValue x, Call call) {
    return switch (name) {
      case "t" -> x.view(name, Tensor::t);
      case "transpose" -> {
        int dim0 = call.integer("dim0");
        int dim1 = call.integer("dim1");
        yield x.view(name, t -> t.transpose(dim0, dim1));
      }
      case "permute" -> {
        int[] dims = given(call, "dims");
        yield x.view(name, t -> t.permute(dims));
      }
      case "view" -> {
        int[] shape = givenShape(call);
        yield x.view(name, t -> t.view(shape));
      }
      case "view_as" -> {
        int[] shape = call.tensor("other").shape().toArray();
        yield x.view(name, t -> t.view(shape));
      }
      case "reshape" -> {
        int[] shape = givenShape(call);
        Costs.like(x);
        yield x.view(name, t -> t.reshape(shape));
      }
      case "flatten" -> {
        int from = call.integer("start_dim");
        int to = call.integer("end_dim");
        Costs.like(x);
        boolean isFlat =
            x.shape().rank() > 0
                && Axes.axis(name, x.shape(), from) == Axes.axis(name, x.shape(), to);
        yield isFlat ? x : x.view(name, t -> t.flatten(from, to));
      }
      case "expand" -> expanded(name, x, given(call, "size"));
      case "expand_as" -> expanded(name, x, call.tensor("other").shape().toArray());
      case "unsqueeze" -> {
        int dim = call.integer("dim");
        yield x.view(name, t -> t.unsqueeze(dim));
      }
      case "squeeze" -> squeezed(x, call);
      case "select" -> {
        int dim = call.integer("dim");
        int index = call.integer("index");
        yield x.view(name, t -> t.select(dim, index));
      }
      case "narrow" -> {
        int dim = call.integer("dim");
        int start = call.integer("start");
        int length = call.integer("length");
        yield x.view(name, t -> t.narrow(dim, start, length));
      }
      case "split" -> split(x, call);
      case "chunk" -> {
        int chunks = call.integer("chunks");
        if (chunks < 1) {
          throw call.error("the number of parts must be positive; given " + chunks);
        }
        int size = size(x, "chunk", call.integer("dim"));
        yield parts(x, name, Math.max(1, Math.ceilDiv(size, chunks)), call);
      }
      case "unbind" -> unbound(x, call);
      case "repeat" -> repeated(x, given(call, "sizes"), call);
      case "clone" -> call.map(Tensor::copy);
      case "contiguous" -> x.tensor().isContiguous() ? x : call.map(Tensor::copy);
      case "detach" -> x.cut(name, Link.DETACHED);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// Sizes or dimensions: a method takes them one by one or as a sequence, a function as a
  /// sequence.
  private static int[] given(Call call, String parameter) {
    return call.self() != null ? call.integers(parameter) : call.sizes(parameter);
  }

  /// Another shape, as large as a tensor can be.
  private static int[] givenShape(Call call) {
    int[] sizes = given(call, "shape");
    long[] apart = Arrays.stream(sizes).mapToLong(size -> Math.abs((long) size)).toArray();
    if (Costs.elements(apart) > Integer.MAX_VALUE) {
      throw call.error(
          "%s has %d elements, not as many as %s"
              .formatted(
                  call.input().shape(), call.input().shape().numel(), Arrays.toString(sizes)));
    }
    return sizes;
  }

  private static TensorValue expanded(String name, TensorValue x, int[] sizes) {
    long[] counted = Arrays.stream(sizes).mapToLong(size -> Math.max(size, 1)).toArray();
    Costs.elements(x.torch(), Costs.elements(counted));
    return x.view(name, t -> t.expand(sizes));
  }

  private static TensorValue squeezed(TensorValue x, Call call) {
    if (call.isNone("dim")) {
      return x.view("squeeze", Tensor::squeeze);
    }
    int dim = call.integer("dim");
    return x.view("squeeze", t -> t.squeeze(dim)).madeBy("SqueezeBackward1");
  }

  private static int size(TensorValue x, String name, int dim) {
    return x.shape().rank() == 0 ? 1 : x.shape().size(Axes.axis(name, x.shape(), dim));
  }

  private static TupleValue split(TensorValue x, Call call) {
    Object sizes = call.value("split_size");
    boolean areListed = sizes instanceof ListValue || sizes instanceof TupleValue;
    if (!areListed) {
      return parts(x, "split", call.integer("split_size"), call);
    }
    int dim = call.integer("dim");
    int[] listed = call.sizes("split_size");
    int size = size(x, "split", dim);
    if (Arrays.stream(listed).asLongStream().sum() != size) {
      throw call.error(
          "the sizes must add up to "
              + size
              + ", the size of axis "
              + dim
              + "; given "
              + Arrays.toString(listed));
    }
    List<TensorValue> parts = new ArrayList<>();
    int start = 0;
    for (int length : listed) {
      parts.add(part(x, "split", dim, start, length));
      start += length;
    }
    return new TupleValue(call.torch().run(), parts);
  }

  private static TupleValue parts(TensorValue x, String name, int length, Call call) {
    if (length < 1) {
      throw call.error("the size of a part must be positive; given " + length);
    }
    int dim = call.integer("dim");
    int size = size(x, name, dim);
    List<TensorValue> parts = new ArrayList<>();
    for (int start = 0; start < Math.max(size, 1); start += length) {
      parts.add(part(x, name, dim, start, Math.min(length, size - start)));
    }
    return new TupleValue(call.torch().run(), parts);
  }

  private static TensorValue part(TensorValue x, String name, int dim, int start, int length) {
    x.torch().run().budget().items(1);
    return x.oneOfSeveral(name, t -> t.narrow(dim, start, length));
  }

  private static TupleValue unbound(TensorValue x, Call call) {
    int dim = call.integer("dim");
    int size = size(x, "unbind", dim);
    List<TensorValue> parts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int index = i;
      call.torch().run().budget().items(1);
      parts.add(x.oneOfSeveral("unbind", t -> t.select(dim, index)));
    }
    return new TupleValue(call.torch().run(), parts);
  }

  /// Every dimension d as often as the sizes say, which may be more than there are.
  private static TensorValue repeated(TensorValue x, int[] times, Call call) {
    Shape shape = x.shape();
    if (times.length < shape.rank()) {
      throw call.error(
          "needs a number for each of the "
              + shape.rank()
              + " axes of "
              + shape
              + "; given "
              + Arrays.toString(times));
    }
    int lead = times.length - shape.rank();
    int[] apart = new int[2 * times.length];
    int[] repeated = new int[2 * times.length];
    int[] result = new int[times.length];
    long count = 1;
    for (int d = 0; d < times.length; d++) {
      int size = d < lead ? 1 : shape.size(d - lead);
      if (times[d] < 0) {
        throw call.error("a size must not be repeated " + times[d] + " times");
      }
      count = Costs.elements(count, times[d], size);
      apart[2 * d] = 1;
      apart[2 * d + 1] = size;
      repeated[2 * d] = times[d];
      repeated[2 * d + 1] = size;
      result[d] = (int) Math.min((long) times[d] * size, Integer.MAX_VALUE);
    }
    Costs.elements(call.torch(), count);
    return call.apply(t -> t.get(0).reshape(apart).expand(repeated).reshape(result), x);
  }

  /// A way to join tensors.
  private interface Join {
    Tensor of(List<Tensor> tensors, int dim);
  }

  private static TensorValue joined(Call call, Join join) {
    List<TensorValue> tensors = call.tensors("tensors");
    int dim = call.integer("dim");
    long count = tensors.stream().mapToLong(x -> x.shape().numel()).sum();
    Costs.elements(call.torch(), count);
    // PyTorch lets empty vectors pass anywhere, as what a loop begins with.
    boolean skipsEmpty =
        call.function().equals("cat") && tensors.stream().anyMatch(x -> x.shape().rank() > 1);
    List<TensorValue> joined =
        tensors.stream()
            .filter(x -> !skipsEmpty || x.shape().rank() != 1 || x.shape().numel() > 0)
            .toList();
    return call.apply(x -> join.of(x, dim), joined.toArray());
  }
}
