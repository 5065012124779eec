package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Callable;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.NoneValue;
import java.util.ArrayList;
import java.util.List;

/// `tensor.name`, read and written.
final class TensorAttributes {
  private static final List<String> PROPERTIES =
      List.of("T", "shape", "ndim", "dtype", "data", "grad", "requires_grad", "is_leaf");

  private TensorAttributes() {}

  /// An attribute, or a method.
  static Object get(TensorValue x, String name) {
    Torch torch = x.torch();
    return switch (name) {
      case "T" -> x.view(name, TensorAttributes::reversed);
      case "shape" -> new SizeValue(torch.run(), x.shape());
      case "ndim" -> (long) x.shape().rank();
      case "dtype" -> new DTypeValue(torch.run(), x.dtype());
      case "data" -> x.cut(name, Link.DATA);
      case "grad" -> x.grad() == null ? NoneValue.NONE : (Object) x.grad();
      case "requires_grad" -> x.requiresGrad();
      case "is_leaf" -> x.isLeaf();
      default -> {
        Callable method = torch.methods().find(name, x);
        if (method == null) {
          List<String> known = new ArrayList<>(torch.methods().names());
          known.addAll(PROPERTIES);
          throw new WorksheetException(
              "a tensor has no attribute '" + name + "'" + Nearest.hint(name, known));
        }
        yield method;
      }
    };
  }

  private static Tensor reversed(Tensor x) {
    int[] dims = new int[x.rank()];
    for (int d = 0; d < dims.length; d++) {
      dims[d] = dims.length - 1 - d;
    }
    return x.permute(dims);
  }

  /// `tensor.name = given`.
  static void set(TensorValue x, String name, Object given) {
    switch (name) {
      case "requires_grad" -> {
        if (!(given instanceof Boolean wanted)) {
          throw mismatch(name, "True or False", given);
        }
        x.requireGrad(wanted);
      }
      case "grad" -> setGrad(x, given);
      case "data" -> setData(x, given);
      default -> {
        boolean isKnown = PROPERTIES.contains(name) || torch(x).methods().names().contains(name);
        throw new WorksheetException(
            isKnown
                ? "the attribute '" + name + "' of a tensor is fixed"
                : "a tensor has no attribute '"
                    + name
                    + "'"
                    + Nearest.hint(name, List.of("grad", "data", "requires_grad")));
      }
    }
  }

  private static Torch torch(TensorValue x) {
    return x.torch();
  }

  private static void setGrad(TensorValue x, Object given) {
    if (given == NoneValue.NONE) {
      x.slot().set(null);
    } else if (given instanceof TensorValue gradient) {
      if (!gradient.shape().equals(x.shape())) {
        throw new WorksheetException(
            "grad: a gradient has the shape of its tensor, "
                + x.shape()
                + "; given "
                + gradient.shape());
      }
      x.slot().set(gradient);
    } else {
      throw mismatch("grad", "a tensor or None", given);
    }
  }

  /// The numbers of another tensor; what `x.data += y` gives back is there already.
  private static void setData(TensorValue x, Object given) {
    if (!(given instanceof TensorValue source)) {
      throw mismatch("data", "a tensor", given);
    }
    if (source.base() == x && source.link().cuts()) {
      return;
    }
    if (!source.shape().equals(x.shape())) {
      throw new WorksheetException(
          "data: the tensor keeps its shape " + x.shape() + "; given " + source.shape());
    }
    Costs.like(x);
    TensorValue data = x.cut("data", Link.DATA);
    x.torch()
        .withoutGrad(
            () ->
                new Writing(data, "data")
                    .replaceBy(
                        t -> t.get(0).detach().to(x.dtype()).copy(), Operands.of("data", source)));
  }

  private static WorksheetException mismatch(String name, String needed, Object given) {
    return new WorksheetException(name + " must be " + needed + ", got " + Describe.value(given));
  }
}
