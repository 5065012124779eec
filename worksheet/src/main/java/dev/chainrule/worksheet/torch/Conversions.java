package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.shape.Axes;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.ListValue;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.ArrayList;
import java.util.List;

/// Methods that say what a tensor is like, or make something else of it.
final class Conversions {
  static final String[] METHODS = {
    "item()",
    "tolist()",
    "numpy()",
    "float()",
    "double()",
    "long()",
    "bool()",
    "to(dtype)",
    "size(dim=None)",
    "dim()",
    "ndimension()",
    "numel()",
    "nelement()",
  };

  private Conversions() {}

  static Object call(String name, Call call) {
    TensorValue x = call.input();
    return switch (name) {
      case "item" -> Scalars.item(x, name);
      case "tolist" -> {
        Costs.like(x);
        call.torch().run().budget().items(x.shape().numel());
        yield list(call.torch().run(), x.tensor().array(), 0, 0);
      }
      case "numpy" -> {
        if (x.requiresGrad()) {
          throw call.error("this tensor requires grad; use .detach().numpy()");
        }
        yield new NumpyArray(call.torch().run(), x.tensor().array());
      }
      case "float" -> to(x, name, DType.FLOAT32);
      case "double" -> to(x, name, DType.FLOAT64);
      case "long" -> to(x, name, DType.INT64);
      case "bool" -> to(x, name, DType.BOOL);
      case "to" -> {
        DType dtype = call.dtype("dtype");
        if (dtype == null) {
          throw call.arguments().mismatch("dtype", "a dtype such as torch.float32", NoneValue.NONE);
        }
        yield to(x, name, dtype);
      }
      case "size" ->
          call.isNone("dim")
              ? (Object) new SizeValue(call.torch().run(), x.shape())
              : (Object) size(x, call.integer("dim"));
      case "dim", "ndimension" -> (long) x.shape().rank();
      case "numel", "nelement" -> (long) x.shape().numel();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static long size(TensorValue x, int dim) {
    int axis = Axes.axis("size", x.shape(), dim);
    if (x.shape().rank() == 0) {
      throw new WorksheetException("size: a 0-d tensor has no axes");
    }
    return x.shape().size(axis);
  }

  /// The tensor in another dtype; itself where it has it. In the twin float32 is float64, so that
  /// the first run decides whether there is a new tensor.
  static TensorValue to(TensorValue x, String name, DType own) {
    Torch torch = x.torch();
    DType dtype = torch.storage(own);
    boolean isSame = x.dtype() == dtype;
    if (x.dtype().isFloat() && own.isFloat()) {
      isSame = torch.run().decisions().decide(isSame);
    }
    if (isSame) {
      return x;
    }
    Costs.like(x);
    return torch.apply(name, t -> converted(t.get(0), dtype), x);
  }

  private static Tensor converted(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x.copy() : x.to(dtype);
  }

  /// Nested lists of the elements, from dimension `dim` on.
  static Object list(RunState run, NdArray array, int dim, int start) {
    if (dim == array.shape().rank()) {
      return Scalars.element(array, start);
    }
    int step = 1;
    for (int d = dim + 1; d < array.shape().rank(); d++) {
      step *= array.shape().size(d);
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < array.shape().size(dim); i++) {
      items.add(list(run, array, dim + 1, start + i * step));
    }
    return new ListValue(run, items);
  }
}
